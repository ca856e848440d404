/** Findings of `doctor`, in German. */
export const DOCTOR: Readonly<Record<string, string>> = {
  'The certificate of SALESFORCE_PRIVATE_KEY': 'Das Zertifikat zu SALESFORCE_PRIVATE_KEY',
  'Make a new key and certificate; in Salesforce Setup under External Client App Manager upload the certificate in the app, set SALESFORCE_PRIVATE_KEY to both, and start again.':
    'Erzeugen Sie einen neuen Schlüssel mit Zertifikat; laden Sie das Zertifikat im Salesforce-Setup unter External Client App Manager in der App hoch, setzen Sie SALESFORCE_PRIVATE_KEY auf beide, und starten Sie neu.',
  'The certificate in AUTH_PUBLIC_KEY': 'Das Zertifikat in AUTH_PUBLIC_KEY',
  'Get the new one from whoever signs the tokens of callers, set AUTH_PUBLIC_KEY to it, and start again.':
    'Lassen Sie sich das neue von der Stelle geben, die die Token der Aufrufer signiert, setzen Sie AUTH_PUBLIC_KEY darauf, und starten Sie neu.',
  'A certificate of {0} in AUTH_ORGS': 'Ein Zertifikat von {0} in AUTH_ORGS',
  'In Setup of that org under Certificate and Key Management make a new one, name it in AUTH_ORGS beside the old one and start again; then switch the external credential and the Dealdraft setting to it.':
    'Erzeugen Sie im Setup dieser Org unter Certificate and Key Management ein neues, nennen Sie es in AUTH_ORGS neben dem alten, und starten Sie neu; stellen Sie danach die externen Anmeldeinformationen und die Einstellung „Dealdraft“ darauf um.',
  'The certificate of the archive destination {0}': 'Das Zertifikat des Archivziels {0}',
  'Make a new one, upload it in Entra under App registrations, the app, Certificates & secrets, Certificates; then set certificate and privateKey of {0}, and start again.':
    'Erzeugen Sie ein neues, und laden Sie es in Entra unter App registrations, die App, Certificates & secrets, Certificates hoch; setzen Sie dann certificate und privateKey von {0}, und starten Sie neu.',
  'something that is no error': 'etwas, das kein Fehler ist',
  'not checked': 'nicht geprüft',
  "{0} can't be seen through SpotDraft's API":
    '{0}: Das ist über die API von SpotDraft nicht zu sehen',
  'Mend {0} first.': 'Beheben Sie zuerst {0}.',
  ' (and {0} more)': ' (und {0} weitere)',
  'PUBLIC_URL is not set: links on CRM records lead to this machine alone, and no webhook can be registered':
    'PUBLIC_URL ist nicht gesetzt: Links auf CRM-Datensätzen führen nur auf diesen Rechner, und es lässt sich kein Webhook registrieren',
  'Set PUBLIC_URL to the https address at which browsers and SpotDraft reach this server.':
    'Setzen Sie PUBLIC_URL auf die https-Adresse, unter der Browser und SpotDraft diesen Server erreichen.',
  'PUBLIC_URL is {0}, and SpotDraft delivers to https only':
    'PUBLIC_URL ist {0}, und SpotDraft stellt nur an https zu',
  'Put dealdraft behind a proxy with TLS, and set PUBLIC_URL to its https address.':
    'Stellen Sie dealdraft hinter einen Proxy mit TLS, und setzen Sie PUBLIC_URL auf dessen https-Adresse.',
  'PUBLIC_URL is {0}, which is this machine to whoever follows it':
    'PUBLIC_URL ist {0}; für alle, die dem Link folgen, ist das der eigene Rechner',
  '{0} was not reached from here ({1})': '{0} war von hier aus nicht erreichbar ({1})',
  'Start the server, then open PUBLIC_URL/healthz from the internet: SpotDraft comes from there.':
    'Starten Sie den Server, und öffnen Sie dann PUBLIC_URL/healthz aus dem Internet: Von dort kommt SpotDraft.',
  '{0} answers as dealdraft': '{0} antwortet als dealdraft',
  '{0}/healthz answers HTTP {1}, and not as dealdraft does':
    '{0}/healthz antwortet HTTP {1}, und nicht wie dealdraft',
  'Correct PUBLIC_URL, or what the proxy there leads to.':
    'Korrigieren Sie PUBLIC_URL, oder das Ziel, auf das der Proxy dort führt.',
  'nobody signs in with a browser (SIGNIN_CLIENT_ID is not set)':
    'niemand meldet sich mit einem Browser an (SIGNIN_CLIENT_ID ist nicht gesetzt)',
  'the sign-in page of SALESFORCE_LOGIN_URL was not found (OpenID discovery failed)':
    'die Anmeldeseite von SALESFORCE_LOGIN_URL wurde nicht gefunden (OpenID-Discovery gescheitert)',
  'Set SALESFORCE_LOGIN_URL to your My Domain, and look whether this machine reaches it.':
    'Setzen Sie SALESFORCE_LOGIN_URL auf Ihre My Domain, und prüfen Sie, ob dieser Rechner sie erreicht.',
  'the sign-in page was not reached ({0})': 'die Anmeldeseite war nicht erreichbar ({0})',
  'Look at the network, then run it again.':
    'Prüfen Sie das Netzwerk, und wiederholen Sie dann die Prüfung.',
  'Salesforce does not take the app for signing in ({0})':
    'Salesforce nimmt die App für die Anmeldung nicht an ({0})',
  'In Salesforce Setup open External Client App Manager: the consumer key has to be SIGNIN_CLIENT_ID, the callback URL {0}, the scopes openid and the identity URL service.':
    'Öffnen Sie im Salesforce-Setup den External Client App Manager: Der Consumer Key muss SIGNIN_CLIENT_ID sein, die Callback-URL {0}, die Scopes openid und der Identity-URL-Dienst.',
  'Salesforce takes the app, with the callback URL {0}':
    'Salesforce nimmt die App an, mit der Callback-URL {0}',
  'nothing is archived': 'es wird nichts archiviert',
  '`dealdraft archive check --destination {0}` shows each step, and writes a file to try it.':
    '`dealdraft archive check --destination {0}` zeigt jeden Schritt und schreibt zur Probe eine Datei.',
  'Synchronise this machine by NTP (`timedatectl set-ntp true`): tokens are refused and times of changes are told wrongly.':
    'Synchronisieren Sie diesen Rechner per NTP (`timedatectl set-ntp true`): Sonst werden Token abgelehnt und Änderungszeiten falsch angegeben.',
  "{0}'s answer had no date": 'die Antwort von {0} enthielt kein Datum',
  'Look at the time of this machine yourself.': 'Prüfen Sie die Uhrzeit dieses Rechners selbst.',
  "this machine's clock and {0}'s agree": 'die Uhren dieses Rechners und von {0} stimmen überein',
  "this machine's clock is {0} s ahead of {1}'s":
    'die Uhr dieses Rechners geht {0} s vor gegenüber {1}',
  "this machine's clock is {0} s behind {1}'s":
    'die Uhr dieses Rechners geht {0} s nach gegenüber {1}',
  'Correct these variables, in .env or where the process gets its environment from; .env.example says what each takes.':
    'Korrigieren Sie diese Variablen, in .env oder dort, woher der Prozess seine Umgebung hat; .env.example sagt, was jede annimmt.',
  'Correct the name, or remove it.': 'Korrigieren Sie den Namen, oder entfernen Sie ihn.',
  'every variable can be used: SpotDraft at {0}, Salesforce by {1}, store {2}':
    'alle Variablen sind verwendbar: SpotDraft unter {0}, Salesforce über {1}, Speicher {2}',
  'there is no mapping file at {0}: no contract can be generated, status and links are still written back':
    'unter {0} gibt es keine Mapping-Datei: Verträge können nicht erstellt werden; Status und Links werden trotzdem zurückgeschrieben',
  'Write one, beginning with examples/dealdraft.mapping.yaml or `dealdraft mapping init`, and name it in MAPPING_FILE.':
    'Schreiben Sie eine, ausgehend von examples/dealdraft.mapping.yaml oder `dealdraft mapping init`, und nennen Sie sie in MAPPING_FILE.',
  '{0} maps {1}': '{0} enthält das Mapping für {1}',
  '1 template': '1 Vorlage',
  '{0} templates': '{0} Vorlagen',
  '{0} maps no template, so no contract can be generated':
    '{0} enthält für keine Vorlage ein Mapping; es können keine Verträge erstellt werden',
  'Add an entry under contracts; `dealdraft mapping init` writes one to begin with.':
    'Fügen Sie unter contracts einen Eintrag hinzu; `dealdraft mapping init` schreibt einen für den Anfang.',
  'no destination is named, so nothing is archived':
    'es ist kein Ziel genannt, daher wird nichts archiviert',
  'destinations of {0}: {1}': 'Ziele aus {0}: {1}',
  'there is no identity table: people have the same address in both systems':
    'es gibt keine Identitätstabelle: Alle haben in beiden Systemen dieselbe Adresse',
  '{0} has {1}': '{0} enthält {1}',
  '1 person': '1 Person',
  '{0} people': '{0} Personen',
  'callers are told apart by keys or tokens meant for this server':
    'Aufrufer werden an Schlüsseln oder Token für diesen Server unterschieden',
  'Set what is named; docs/configuration.md, "Let callers in", says which of them your callers need.':
    'Setzen Sie das Genannte; docs/configuration.md, „Let callers in“, sagt, was Ihre Aufrufer davon brauchen.',
  'Correct the file at these places; it is read anew at each start.':
    'Korrigieren Sie die Datei an diesen Stellen; sie wird bei jedem Start neu gelesen.',
  'SALESFORCE_CLIENT_SECRET has no end': 'SALESFORCE_CLIENT_SECRET läuft nicht ab',
  "the end of the certificate that belongs to SALESFORCE_PRIVATE_KEY can't be seen: Salesforce does not tell it":
    'das Ende des Zertifikats zu SALESFORCE_PRIVATE_KEY ist nicht zu sehen: Salesforce nennt es nicht',
  'Look when the certificate ends that was uploaded in Salesforce Setup under External Client App Manager; or append it to SALESFORCE_PRIVATE_KEY, and its end is told here.':
    'Sehen Sie nach, wann das Zertifikat abläuft, das im Salesforce-Setup unter External Client App Manager hochgeladen wurde; oder hängen Sie es an SALESFORCE_PRIVATE_KEY an, dann steht sein Ende hier.',
  'callers are known by keys, which have no end':
    'Aufrufer werden an Schlüsseln erkannt, die nicht ablaufen',
  'no destination has a credential that ends': 'kein Ziel hat Zugangsdaten, die ablaufen',
  'PUBLIC_URL has no certificate, since it is no https address':
    'PUBLIC_URL hat kein Zertifikat, weil es keine https-Adresse ist',
  "the certificate at PUBLIC_URL can't be seen: the address was not reached from here":
    'das Zertifikat unter PUBLIC_URL ist nicht zu sehen: Die Adresse war von hier aus nicht erreichbar',
  'Open PUBLIC_URL in a browser and look at its certificate there.':
    'Öffnen Sie PUBLIC_URL in einem Browser, und sehen Sie dort das Zertifikat an.',
  "The end of the client secret of {0} can't be seen: Microsoft tells it to its admins alone.":
    'Das Ende des Client-Secrets von {0} ist nicht zu sehen: Microsoft nennt es nur seinen Administratoren.',
  'Look in Entra under App registrations, the app of {0}, Certificates & secrets; with certificate and privateKey in the place of clientSecret its end is told here.':
    'Sehen Sie in Entra unter App registrations, die App von {0}, Certificates & secrets nach; mit certificate und privateKey anstelle von clientSecret steht das Ende hier.',
  '{0} ends {1}.': '{0} läuft am {1} ab.',
  '{0} ended {1}.': '{0} ist am {1} abgelaufen.',
  '{0} is good until {1}.': '{0} gilt bis {1}.',
  'no org signs tokens of its users (AUTH_ORGS)':
    'keine Org signiert Token ihrer Benutzer (AUTH_ORGS)',
  'tokens of {0}, whose records are read, are taken':
    'Token von {0}, deren Datensätze gelesen werden, werden angenommen',
  'AUTH_ORGS names {0}, and Salesforce signs us in to {1}: its people are refused':
    'AUTH_ORGS nennt {0}, und Salesforce meldet uns bei {1} an: Deren Benutzer werden abgewiesen',
  'Add {0} with its certificate to AUTH_ORGS (docs/install-salesforce.md, "Make the certificate that signs tokens").':
    'Fügen Sie {0} mit ihrem Zertifikat in AUTH_ORGS hinzu (docs/install-salesforce.md, „Make the certificate that signs tokens“).',
  'there is no identity table': 'es gibt keine Identitätstabelle',
  'the identity table': 'der Identitätstabelle',
  'SIGNIN_ADMINS names nobody': 'SIGNIN_ADMINS nennt niemanden',
  '{0} gets a session of their own and sees their deal':
    '{0} erhält eine eigene Sitzung und sieht die eigene Opportunity',
  'whether {0} may see a deal is told by UserRecordAccess':
    'ob {0} eine Opportunity sehen darf, sagt UserRecordAccess',
  '{0} does not see their own deal': '{0} sieht die eigene Opportunity nicht',
  'there is no deal with an active owner to try it with':
    'es gibt keine Opportunity mit aktivem Inhaber, mit der es sich prüfen ließe',
  'Make one in Salesforce, owned by a person who will use dealdraft, and look again.':
    'Legen Sie in Salesforce eine an, deren Inhaber dealdraft verwenden wird, und prüfen Sie erneut.',
  "In Salesforce Setup open the app's policies (External Client App Manager), choose Admin approved users are pre-authorized, and give its permission set to everybody who calls.":
    'Öffnen Sie im Salesforce-Setup die Richtlinien der App (External Client App Manager), wählen Sie „Admin approved users are pre-authorized“, und geben Sie allen, die aufrufen, deren Berechtigungssatz.',
  'Let the integration user read UserRecordAccess and users, or take the JWT bearer flow.':
    'Lassen Sie den Integrationsbenutzer UserRecordAccess und Benutzer lesen, oder verwenden Sie den JWT-Bearer-Flow.',
  '{0} is no user of the workspace': '{0} ist kein Benutzer des Arbeitsbereichs',
  '{0} is deactivated': '{0} ist deaktiviert',
  'Correct IDENTITY_FILE, or invite or activate them in SpotDraft under Settings > Users.':
    'Korrigieren Sie IDENTITY_FILE, oder laden Sie die Betroffenen in SpotDraft unter Settings > Users ein oder aktivieren Sie sie dort.',
  'addresses of the identity table that are active users of the workspace: {0}':
    'Adressen der Identitätstabelle, die zu aktiven Benutzern des Arbeitsbereichs gehören: {0}',
  'user names of {0} that belong to active users: {1}':
    'Benutzernamen aus {0}, die zu aktiven Benutzern gehören: {1}',
  'Salesforce has no active user {0}': 'Salesforce hat keinen aktiven Benutzer {0}',
  'Correct {0}: it takes user names, as Setup > Users shows them, not e-mail addresses.':
    'Korrigieren Sie die Angaben in {0}: Dort stehen Benutzernamen, wie sie Setup > Users zeigt, keine E-Mail-Adressen.',
  '{0}: a preview of deal {1} was rendered ({2} bytes), nothing was created':
    '{0}: Zur Opportunity {1} wurde eine Vorschau erzeugt ({2} Bytes); erstellt wurde nichts',
  'SpotDraft renders no preview of {0}: {1}': 'SpotDraft erzeugt keine Vorschau von {0}: {1}',
  'there is no deal to try it with': 'es gibt keine Opportunity, mit der es sich prüfen ließe',
  'none of the {0} newest deals has what the template needs: {1}':
    'keine der {0} neuesten Opportunities hat, was die Vorlage braucht: {1}',
  'Try a deal of your own: `dealdraft mapping check --opportunity ID`.':
    'Versuchen Sie es mit einer eigenen Opportunity: `dealdraft mapping check --opportunity ID`.',
  'Correct the entry of this template in the mapping file, then run it again.':
    'Korrigieren Sie den Eintrag dieser Vorlage in der Mapping-Datei, und wiederholen Sie dann die Prüfung.',
  'Look whether `dealdraft serve` or `dealdraft worker` runs with this store and mapping file, and what its log says.':
    'Prüfen Sie, ob `dealdraft serve` oder `dealdraft worker` mit diesem Speicher und dieser Mapping-Datei läuft und was das Protokoll meldet.',
  'the mapping file has no automations': 'die Mapping-Datei hat keine Automatisierungen',
  '{0}: what they read of deals is there, and their problems can be written':
    '{0}: Was sie von Opportunities lesen, ist vorhanden, und ihre Hindernisse können geschrieben werden',
  '1 automation': '1 Automatisierung',
  '{0} automations': '{0} Automatisierungen',
  'the mapping file has no renewals': 'die Mapping-Datei hat keine Verlängerungen',
  'the integration user may not create records of {0}, so nothing is renewed':
    'der Integrationsbenutzer darf keine Datensätze {0} anlegen, daher wird nichts verlängert',
  'In Salesforce Setup grant the integration user Create on opportunities, in a permission set of your own.':
    'Geben Sie dem Integrationsbenutzer im Salesforce-Setup das Recht „Create“ auf Opportunities, in einem eigenen Berechtigungssatz.',
  '{0}: opportunities can be made, each once':
    '{0}: Opportunities können angelegt werden, jede einmal',
  '1 renewal': '1 Verlängerung',
  '{0} renewals': '{0} Verlängerungen',
  'the mapping file has no checks of signed terms':
    'die Mapping-Datei hat keine Prüfungen unterzeichneter Konditionen',
  '{0} of signed terms, by key pointers that contract types have':
    '{0} unterzeichneter Konditionen, nach Vertragsangaben, die Vertragstypen haben',
  '1 check': '1 Prüfung',
  '{0} checks': '{0} Prüfungen',
  'the mapping file has no notices: nobody is written to':
    'die Mapping-Datei hat keine Benachrichtigungen: Es wird niemand benachrichtigt',
  'Set these variables, then try them with `dealdraft notices test`.':
    'Setzen Sie diese Variablen, und probieren Sie sie dann mit `dealdraft notices test` aus.',
  'the variables of {0} are set; `dealdraft notices test` writes to them':
    'die Variablen von {0} sind gesetzt; `dealdraft notices test` sendet dorthin',
  'nothing is swept: the mapping file has no automations':
    'es wird nichts durchgesehen: Die Mapping-Datei hat keine Automatisierungen',
  'AUTOMATION_INTERVAL_SECONDS is 0, so no contract is made by an automation':
    'AUTOMATION_INTERVAL_SECONDS ist 0, daher wird kein Vertrag automatisch erstellt',
  'Set AUTOMATION_INTERVAL_SECONDS, such as to 60, or take automations out of the mapping file.':
    'Setzen Sie AUTOMATION_INTERVAL_SECONDS, etwa auf 60, oder nehmen Sie automations aus der Mapping-Datei.',
  'deals were never swept for automations':
    'Opportunities wurden noch nie für Automatisierungen durchgesehen',
  'deals were last swept': 'Opportunities zuletzt durchgesehen',
  '{0}; every deal is still to be held against {1}':
    '{0}; alle Opportunities sind noch zu vergleichen mit: {1}',
  '1 new rule': '1 neue Regel',
  '{0} new rules': '{0} neue Regeln',
  'nothing is renewed: the mapping file has no renewals':
    'es wird nichts verlängert: Die Mapping-Datei hat keine Verlängerungen',
  'executed contracts were never gone over for renewals':
    'unterzeichnete Verträge wurden noch nie für Verlängerungen durchgesehen',
  'executed contracts were last gone over for renewals':
    'unterzeichnete Verträge zuletzt für Verlängerungen durchgesehen',
  'quarter of an hour': 'Viertelstunde',
  ' (the last attempt: {0})': ' (der letzte Versuch: {0})',
  '{0} at {1}': '{0} um {1}',
  '{0}, and are to be every {1}{2}': '{0}; vorgesehen ist es alle {1}{2}',
  'In Salesforce Setup open Permission Sets > Dealdraft Integration, and assign it to the integration user; what your mapping reads beside the package goes into a permission set of your own.':
    'Öffnen Sie im Salesforce-Setup Permission Sets > Dealdraft Integration, und weisen Sie ihn dem Integrationsbenutzer zu; was Ihr Mapping über das Paket hinaus liest, gehört in einen eigenen Berechtigungssatz.',
  'Look in Salesforce Setup at the app and its policies (External Client App Manager), and at Login History of the integration user.':
    'Sehen Sie im Salesforce-Setup die App und ihre Richtlinien (External Client App Manager) sowie den Anmeldeverlauf des Integrationsbenutzers (Login History) an.',
  '{0} signs us in to organization {1}': '{0} meldet uns bei der Organisation {1} an',
  'the org does not offer version {0} of its API; it offers {1} to {2}':
    'die Org bietet Version {0} ihrer API nicht an; sie bietet {1} bis {2}',
  'Set SALESFORCE_API_VERSION to {0}.': 'Setzen Sie SALESFORCE_API_VERSION auf {0}.',
  'version {0} is among the oldest that the org offers, which are retired next':
    'Version {0} gehört zu den ältesten, die die Org anbietet; diese werden als nächste eingestellt',
  'version {0} is used; the newest is {1}': 'Version {0} wird verwendet; die neueste ist {1}',
  '{0}: there, and may be written': '{0}: vorhanden und beschreibbar',
  'every field that the mapping reads or writes is there, and may be read or written':
    'alle Felder, die das Mapping liest oder schreibt, sind vorhanden und dürfen gelesen oder geschrieben werden',
  '{0} reads deals and people': '{0} liest Opportunities und Benutzer',
  '{0} sees no deal at all': '{0} sieht keine einzige Opportunity',
  'Let the integration user see every deal: by its place in the role hierarchy, a sharing rule, or View All on opportunities in a permission set.':
    'Lassen Sie den Integrationsbenutzer alle Opportunities sehen: durch seinen Platz in der Rollenhierarchie, eine Freigaberegel oder „View All“ auf Opportunities in einem Berechtigungssatz.',
  'Salesforce did not say how many of its daily calls are used':
    'Salesforce hat nicht gesagt, wie viele der täglichen Aufrufe verbraucht sind',
  'Look in Setup > Company Information > API Requests, Last 24 Hours.':
    'Sehen Sie unter Setup > Company Information > API Requests, Last 24 Hours nach.',
  '{0} of {1} calls of the last 24 hours are used':
    '{0} von {1} Aufrufen der letzten 24 Stunden sind verbraucht',
  'Look in Setup > Company Information at who uses them, and start no backfill meanwhile; more can be bought from Salesforce.':
    'Sehen Sie unter Setup > Company Information nach, wer sie verbraucht, und starten Sie inzwischen keinen Erstabgleich; bei Salesforce lassen sich mehr kaufen.',
  'Salesforce has no object {0}, or the integration user may not see it':
    'Salesforce hat kein Objekt {0}, oder der Integrationsbenutzer darf es nicht sehen',
  'Deploy the package (docs/install-salesforce.md), or correct writeback.contract.object. {0}':
    'Installieren Sie das Paket (docs/install-salesforce.md), oder korrigieren Sie writeback.contract.object. {0}',
  'the integration user may not {0} records of {1}':
    'der Integrationsbenutzer darf Datensätze {1} nicht bearbeiten oder anlegen ({0})',
  '{0} takes the credential; it sees {1}': '{0} nimmt die Zugangsdaten an; sichtbar: {1}',
  '1 contract type': '1 Vertragstyp',
  '{0} contract types': '{0} Vertragstypen',
  'SpotDraft asked to slow down within the last day, at {0}':
    'SpotDraft hat innerhalb des letzten Tages um weniger Anfragen gebeten, um {0}',
  'Another integration of the workspace shares its ten calls a second: lower SPOTDRAFT_RATE_LIMIT by what it needs.':
    'Eine andere Integration des Arbeitsbereichs teilt sich die zehn Aufrufe pro Sekunde: Senken Sie SPOTDRAFT_RATE_LIMIT um ihren Bedarf.',
  'SPOTDRAFT_RATE_LIMIT is {0}, and SpotDraft allows a workspace {1} calls a second':
    'SPOTDRAFT_RATE_LIMIT ist {0}, und SpotDraft erlaubt einem Arbeitsbereich {1} Aufrufe pro Sekunde',
  'Set SPOTDRAFT_RATE_LIMIT to 10 or less, unless SpotDraft raised the limit of your workspace.':
    'Setzen Sie SPOTDRAFT_RATE_LIMIT auf höchstens 10, es sei denn, SpotDraft hat das Limit Ihres Arbeitsbereichs erhöht.',
  '{0} calls a second at most, and SpotDraft refused none lately':
    'höchstens {0} Aufrufe pro Sekunde, und SpotDraft hat zuletzt keinen abgelehnt',
  'the key that signs deliveries is fetched from SpotDraft':
    'der Schlüssel, der Zustellungen signiert, wird von SpotDraft abgerufen',
  'SPOTDRAFT_HMAC_KEY is the key of this workspace':
    'SPOTDRAFT_HMAC_KEY ist der Schlüssel dieses Arbeitsbereichs',
  'SPOTDRAFT_HMAC_KEY is not the key of this workspace, so deliveries are refused':
    'SPOTDRAFT_HMAC_KEY ist nicht der Schlüssel dieses Arbeitsbereichs, daher werden Zustellungen abgelehnt',
  'Set SPOTDRAFT_HMAC_KEY to what `dealdraft webhooks key` prints, or leave it out so that it is fetched.':
    'Setzen Sie SPOTDRAFT_HMAC_KEY auf die Ausgabe von `dealdraft webhooks key`, oder lassen Sie es weg, damit der Schlüssel abgerufen wird.',
  'the write failed': 'der Schreibvorgang ist gescheitert',
  '{0} took a write and gave it back': '{0} nahm einen Schreibvorgang an und gab ihn zurück',
  '{0} has on disk what it acknowledged': '{0} hat auf der Platte, was bestätigt wurde',
  'Change it as said, then restart; docs/store-redis.md says what is at risk without each setting of Redis.':
    'Ändern Sie es wie angegeben, und starten Sie neu; docs/store-redis.md sagt, was ohne die einzelnen Einstellungen von Redis auf dem Spiel steht.',
  'the store was filled from this workspace, or is new':
    'der Speicher wurde aus diesem Arbeitsbereich befüllt oder ist neu',
  'the store was filled from another SpotDraft workspace':
    'der Speicher wurde aus einem anderen SpotDraft-Arbeitsbereich befüllt',
  'Give this workspace a STORE_URL of its own, or set the credentials of the other one.':
    'Geben Sie diesem Arbeitsbereich eine eigene STORE_URL, oder setzen Sie die Zugangsdaten des anderen.',
  'no backfill was completed, so lists of contracts may lack older ones':
    'es wurde noch kein Erstabgleich abgeschlossen, daher können in Vertragslisten ältere Verträge fehlen',
  'Run `dealdraft backfill`.': 'Führen Sie `dealdraft backfill` aus.',
  'filled from SpotDraft at {0}': 'aus SpotDraft befüllt um {0}',
  'Free space, or correct STORE_URL and the rights to what it names; until then deliveries are answered 503.':
    'Schaffen Sie Platz, oder korrigieren Sie STORE_URL und die Rechte an dem, was sie nennt; bis dahin werden Zustellungen mit 503 beantwortet.',
  '{0} hours': '{0} Stunden',
  'Run `dealdraft webhooks register`; the user behind the credential needs the permission "Developer Settings" in SpotDraft.':
    'Führen Sie `dealdraft webhooks register` aus; der Benutzer hinter den Zugangsdaten braucht in SpotDraft die Berechtigung „Developer Settings“.',
  'this store knows of no webhook subscription at SpotDraft':
    'dieser Speicher kennt kein Webhook-Abonnement bei SpotDraft',
  'SpotDraft sends to {0}, which is not below PUBLIC_URL':
    'SpotDraft sendet an {0}; das liegt nicht unter PUBLIC_URL',
  '{0} It takes the place of the earlier subscription.':
    '{0} Es tritt an die Stelle des früheren Abonnements.',
  'webhook {0} sends to {1}': 'Webhook {0} sendet an {1}',
  'webhook {0} does not tell of {1}': 'Webhook {0} meldet nicht: {1}',
  'Correct the key as said, then change a contract in SpotDraft and look again.':
    'Korrigieren Sie den Schlüssel wie angegeben, ändern Sie dann einen Vertrag in SpotDraft, und prüfen Sie erneut.',
  'none ever came': 'es kam noch nie eine',
  'the last came at {0}': 'die letzte kam um {0}',
  'SpotDraft changes and has delivered nothing for {0}: {1}':
    'SpotDraft ändert Verträge und hat seit {0} nichts zugestellt: {1}',
  'SpotDraft may have disabled the webhook, which its API does not show; look in SpotDraft under Settings > Developer Settings > Webhooks. {0}':
    'Vielleicht hat SpotDraft den Webhook deaktiviert, was seine API nicht zeigt; sehen Sie in SpotDraft unter Settings > Developer Settings > Webhooks nach. {0}',
  'SpotDraft changed and no delivery told of it for {0}: {1}':
    'SpotDraft hat Verträge geändert, und seit {0} hat das keine Zustellung gemeldet: {1}',
  'Look whether PUBLIC_URL is reached from the internet. {0}':
    'Prüfen Sie, ob PUBLIC_URL aus dem Internet erreichbar ist. {0}',
  'nothing changed in SpotDraft that was not told':
    'in SpotDraft hat sich nichts geändert, was nicht gemeldet wurde',
  'an hour': 'einer Stunde',
  'no template is mapped': 'für keine Vorlage gibt es ein Mapping',
  '{0}, with the fields that are mapped': '{0}, mit den Feldern im Mapping',
  '1 mapped template': '1 Vorlage mit Mapping',
  '{0} mapped templates': '{0} Vorlagen mit Mapping',
  'template {0} is of contract type {1}, which the credential does not see':
    'Vorlage {0} gehört zum Vertragstyp {1}, den die Zugangsdaten nicht sehen',
  'In SpotDraft open Settings > Contract Types, and give the user behind the credential access to it.':
    'Öffnen Sie in SpotDraft Settings > Contract Types, und geben Sie dem Benutzer hinter den Zugangsdaten Zugriff darauf.',
  'no mapped template is there to have one':
    'es gibt keine Vorlage mit Mapping, die einen haben könnte',
  'contract types {0}': 'Vertragstypen {0}',
  'the workspace has no legal entity of its own, so no contract can be made':
    'der Arbeitsbereich hat keine eigene Gesellschaft, daher können keine Verträge erstellt werden',
  'In SpotDraft add one under Settings > Entities.':
    'Fügen Sie in SpotDraft unter Settings > Entities eine hinzu.',
  'no entity contracts by type {0}, of template {1}':
    'keine Gesellschaft schließt Verträge des Typs {0} ab, zu dem Vorlage {1} gehört',
  'In SpotDraft open Settings > Contract Types, and choose the entities that contract by it.':
    'Öffnen Sie in SpotDraft Settings > Contract Types, und wählen Sie die Gesellschaften, die damit Verträge schließen.',
  'entities {0}': 'Gesellschaften {0}',
  'no reference id': 'keine Referenz-ID',
  'organisation types and jurisdictions as mapped; SpotDraft has {0}':
    'Organisationsarten und Rechtsordnungen wie im Mapping; SpotDraft hat {0}',
  '1 organisation type': '1 Organisationsart',
  '{0} organisation types': '{0} Organisationsarten',
  'no role or user may create contracts of type {0}':
    'keine Rolle und kein Benutzer darf Verträge des Typs {0} erstellen',
  'In SpotDraft open Settings > Contract Types > Access, and let the roles of your sales people create.':
    'Öffnen Sie in SpotDraft Settings > Contract Types > Access, und lassen Sie die Rollen Ihres Vertriebs Verträge erstellen.',
  'roles {0}; each mapped type has somebody who may create':
    'Rollen {0}; für jeden Typ im Mapping gibt es jemanden, der erstellen darf',
  '{0}, who signs for us by the mapping, is no user of the workspace':
    '{0} unterzeichnet laut Mapping für uns und ist kein Benutzer des Arbeitsbereichs',
  'Correct the address in the mapping file, or invite them in SpotDraft under Settings > Users.':
    'Korrigieren Sie die Adresse in der Mapping-Datei, oder laden Sie die Person in SpotDraft unter Settings > Users ein.',
  '{0}, who signs for us by the mapping, is deactivated':
    '{0} unterzeichnet laut Mapping für uns und ist deaktiviert',
  'Name somebody else in the mapping file, or activate them in SpotDraft under Settings > Users.':
    'Nennen Sie in der Mapping-Datei jemand anderen, oder aktivieren Sie die Person in SpotDraft unter Settings > Users.',
  'the mapping names no user by address': 'das Mapping nennt keinen Benutzer mit Adresse',
  'signatories of ours that the mapping names: {0}':
    'eigene Unterzeichner, die das Mapping nennt: {0}',
  'which approvals a contract goes through (approval routing, V5 included)':
    'welche Freigaben ein Vertrag durchläuft (Approval Routing, auch V5)',
  'Look in SpotDraft under Settings > Contract Types > Workflow of each mapped type, and make one contract as a test.':
    'Sehen Sie in SpotDraft unter Settings > Contract Types > Workflow jedes verwendeten Typs nach, und erstellen Sie zur Probe einen Vertrag.',
  'the signing provider and its account': 'der Signaturanbieter und sein Konto',
  'Look in SpotDraft under Settings > Integrations > eSignature, and sign one contract as a test.':
    'Sehen Sie in SpotDraft unter Settings > Integrations > eSignature nach, und unterzeichnen Sie zur Probe einen Vertrag.',
  '`dealdraft mapping check` lists all of them; correct the mapping file, or what it names.':
    '`dealdraft mapping check` listet alles auf; korrigieren Sie die Mapping-Datei oder das, was sie nennt.',
  'no answer within {0} s': 'keine Antwort innerhalb von {0} s',
  'Look whether the system is up and this machine reaches it (proxy, firewall), then run it again.':
    'Prüfen Sie, ob das System läuft und dieser Rechner es erreicht (Proxy, Firewall), und wiederholen Sie dann die Prüfung.',
  'Nothing is known to be wrong: run it again when less is going on.':
    'Es ist kein Fehler bekannt: Wiederholen Sie die Prüfung, wenn weniger los ist.',
  'Correct the credential, then run it again.':
    'Korrigieren Sie die Zugangsdaten, und wiederholen Sie dann die Prüfung.',
  'Have the right granted to the user behind the credential.':
    'Lassen Sie dem Benutzer hinter den Zugangsdaten das Recht geben.',
  'Look whether the system is up and this machine reaches it, then run it again.':
    'Prüfen Sie, ob das System läuft und dieser Rechner es erreicht, und wiederholen Sie dann die Prüfung.',
  'Correct it, then run it again.': 'Korrigieren Sie es, und wiederholen Sie dann die Prüfung.',
  'Run it again with LOG_LEVEL=debug.': 'Wiederholen Sie die Prüfung mit LOG_LEVEL=debug.',
  'It failed in a way that nobody foresaw ({0}).':
    'Es ist auf unvorhergesehene Weise gescheitert ({0}).',
};
