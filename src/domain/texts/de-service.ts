/** What services and pages say beside contracts, in German. */
export const SERVICE: Readonly<Record<string, string>> = {
  'The API key in x-api-key is not known here.':
    'Der API-Schlüssel in x-api-key ist hier nicht bekannt.',
  'The Authorization header is not "Bearer" and a token.':
    'Der Authorization-Header besteht nicht aus „Bearer“ und einem Token.',
  'Send "Authorization: Bearer <JWT>" or "x-api-key: <key>".':
    'Senden Sie „Authorization: Bearer <JWT>“ oder „x-api-key: <key>“.',
  'Which org dealdraft is connected to can not be asked at the moment.':
    'Derzeit lässt sich nicht feststellen, mit welcher Org dealdraft verbunden ist.',
  'The bearer token is of another org than the one dealdraft is connected to.':
    'Das Bearer-Token gehört zu einer anderen Org als der, mit der dealdraft verbunden ist.',
  'This server takes no bearer tokens; AUTH_PUBLIC_KEY, AUTH_JWKS_URL and AUTH_ORGS are not set.':
    'Dieser Server nimmt keine Bearer-Token an; AUTH_PUBLIC_KEY, AUTH_JWKS_URL und AUTH_ORGS sind nicht gesetzt.',
  'The bearer token has no "org_id", the id of the org that signed it.':
    'Dem Bearer-Token fehlt „org_id“, die ID der Org, die es signiert hat.',
  'The bearer token is expired, not for this server, or not signed by a key configured for it.':
    'Das Bearer-Token ist abgelaufen, nicht für diesen Server bestimmt oder mit keinem dafür eingerichteten Schlüssel signiert.',
  'The key set that signs caller tokens can not be read at the moment.':
    'Die Schlüssel, mit denen Token von Aufrufern signiert werden, sind derzeit nicht lesbar.',
  'The bearer token has no "sub" that names a CRM user.':
    'Dem Bearer-Token fehlt „sub“, das einen CRM-Benutzer nennt.',
  'This API key stands for no person, so it sees templates and contract types only. Use a user token, or a key with the role "service".':
    'Dieser API-Schlüssel steht für keine Person und sieht daher nur Vorlagen und Vertragstypen. Verwenden Sie ein Benutzertoken oder einen Schlüssel mit der Rolle „service“.',
  'This is for operators. Use an API key with the role "admin", or a token with "admin" among its roles.':
    'Dies ist Betreibern vorbehalten. Verwenden Sie einen API-Schlüssel mit der Rolle „admin“ oder ein Token mit „admin“ unter seinen Rollen.',
  'A request with a session cookie must come from a page of this server: its Origin or Sec-Fetch-Site header says otherwise, or is missing.':
    'Eine Anfrage mit Sitzungscookie muss von einer Seite dieses Servers kommen: Ihr Origin- oder Sec-Fetch-Site-Header sagt etwas anderes oder fehlt.',
  'The session of this browser has ended. Sign in again at /signin.':
    'Die Sitzung dieses Browsers ist abgelaufen. Melden Sie sich unter /signin erneut an.',
  'The contract went to the counterparty for review.':
    'Der Vertrag ging zur Prüfung an die Gegenpartei.',
  'Both sides agree; the contract is out for signature.':
    'Beide Seiten sind sich einig; der Vertrag ist zur Unterschrift versandt.',
  'The next signatory has signed.': 'Der nächste Unterzeichner hat unterzeichnet.',
  'The contract is taken up again.': 'Der Vertrag ist wieder aufgenommen.',
  'The sandbox has no such contract.': 'Die Sandbox hat keinen solchen Vertrag.',
  'There is no next step for this contract in the sandbox.':
    'Für diesen Vertrag gibt es in der Sandbox keinen nächsten Schritt.',
  'The sandbox refused the step.': 'Die Sandbox hat den Schritt abgelehnt.',
  'It could not be archived yet; the operator of dealdraft sees why.':
    'Es konnte noch nicht archiviert werden; der Betreiber von dealdraft sieht, warum.',
  'The last try failed; the operator of dealdraft sees why.':
    'Der letzte Versuch ist gescheitert; der Betreiber von dealdraft sieht, warum.',
  'The answer would be {0} MB large, but at most {1} MB are sent. Ask for fewer entries at a time (`first`), or for fewer fields of each.':
    'Die Antwort wäre {0} MB groß, höchstens {1} MB werden gesendet. Fragen Sie weniger Einträge auf einmal ab (`first`), oder weniger Felder von jedem.',
  'Something went wrong on our side (reference {0}).':
    'Bei uns ist etwas schiefgegangen (Referenz {0}).',
  'The document is nested too deeply to be read. Split it up.':
    'Das Dokument ist zu tief verschachtelt, um gelesen zu werden. Teilen Sie es auf.',
  'The operation reads more than {0} things live from SpotDraft. Ask for fewer entries at a time.':
    'Die Operation liest mehr als {0} Dinge unmittelbar aus SpotDraft. Fragen Sie weniger Einträge auf einmal ab.',
  'There are {0} more faults than the {1} that are told. Mend these first, or send less at a time.':
    'Es gibt {0} weitere Fehler außer den {1} genannten. Beheben Sie zuerst diese, oder senden Sie weniger auf einmal.',
  'There is no such contract, or you have no access to its opportunity in the CRM.':
    'Es gibt keinen solchen Vertrag, oder Sie haben im CRM keinen Zugriff auf seine Opportunity.',
  document: 'Dokument',
  'Say ?format=pdf or ?format=docx for the present version, or nothing for the signed document.':
    'Verwenden Sie ?format=pdf oder ?format=docx für die aktuelle Version, oder nichts für das unterzeichnete Dokument.',
  'This contract has the status "{0}"; its document is here once it is signed by everybody.':
    'Dieser Vertrag hat den Status „{0}“; sein Dokument steht hier, sobald alle unterzeichnet haben.',
  'The contract is executed, but SpotDraft has not finished its document yet. Try again in a minute.':
    'Der Vertrag ist unterzeichnet, aber SpotDraft hat sein Dokument noch nicht fertiggestellt. Versuchen Sie es in einer Minute erneut.',
  'SpotDraft has no document of this contract yet. Try again in a minute.':
    'SpotDraft hat noch kein Dokument dieses Vertrags. Versuchen Sie es in einer Minute erneut.',
  'SpotDraft has the present version of this contract as PDF alone: open it with ?format=pdf.':
    'SpotDraft hat die aktuelle Version dieses Vertrags nur als PDF: Öffnen Sie sie mit ?format=pdf.',
  'A worker has /healthz, /readyz and /metrics.': 'Ein Worker hat /healthz, /readyz und /metrics.',
  'There is nothing at this address': 'Unter dieser Adresse gibt es nichts',
  'It may be old, or mistyped.': 'Sie ist vielleicht veraltet oder enthält einen Tippfehler.',
  'Go to the start page': 'Zur Startseite',
  'Sign in to open this {0}. {1}': 'Melden Sie sich an, um es zu öffnen ({0}). {1}',
  "The {0} can't be fetched at the moment (reference {1}). Try again in a minute.":
    'Es kann derzeit nicht geladen werden ({0}, Referenz {1}). Versuchen Sie es in einer Minute erneut.',
  'There is no such preview of yours. A preview is there for an hour, for whoever asked for it: make a new one on the deal.':
    'Diese Vorschau gibt es für Sie nicht. Eine Vorschau bleibt eine Stunde für den verfügbar, der sie angefordert hat: Erstellen Sie an der Opportunity eine neue.',
  preview: 'Vorschau',
  'GraphQL is at POST /graphql.': 'GraphQL ist unter POST /graphql.',
  'This sign-in can not be finished': 'Diese Anmeldung kann nicht abgeschlossen werden',
  'It was not started in this browser, or more than ten minutes ago.':
    'Sie wurde nicht in diesem Browser oder vor mehr als zehn Minuten begonnen.',
  "Salesforce's answer could not be verified, or was used before.":
    'Die Antwort von Salesforce konnte nicht geprüft werden oder wurde bereits verwendet.',
  'You were not signed in': 'Sie wurden nicht angemeldet',
  'Salesforce says that access was denied.':
    'Salesforce meldet, dass der Zugriff verweigert wurde.',
  'You have no access': 'Sie haben keinen Zugriff',
  'Your Salesforce user is not active. Ask your Salesforce administrator.':
    'Ihr Salesforce-Benutzer ist nicht aktiv. Wenden Sie sich an Ihren Salesforce-Administrator.',
  'Your Salesforce user is not approved for this app. Ask your Salesforce administrator to assign it to you.':
    'Ihr Salesforce-Benutzer ist für diese App nicht freigegeben. Bitten Sie Ihren Salesforce-Administrator, sie Ihnen zuzuweisen.',
  'You are signed in to another Salesforce organization than this server works with. Sign out of Salesforce, then sign in with your user of the right organization.':
    'Sie sind bei einer anderen Salesforce-Organisation angemeldet als der, mit der dieser Server arbeitet. Melden Sie sich von Salesforce ab, und melden Sie sich dann mit Ihrem Benutzer der richtigen Organisation an.',
  'Only internal Salesforce users can sign in here, not users of a portal or a community.':
    'Hier können sich nur interne Salesforce-Benutzer anmelden, keine Benutzer eines Portals oder einer Community.',
  'Salesforce can not be reached': 'Salesforce ist nicht erreichbar',
  'Signing in is not possible at the moment. Try again in a minute.':
    'Eine Anmeldung ist derzeit nicht möglich. Versuchen Sie es in einer Minute erneut.',
  'Sign-in is not set up right': 'Die Anmeldung ist nicht richtig eingerichtet',
  "Salesforce does not take this server's app. Tell whoever runs this server to check SIGNIN_CLIENT_ID, the app's scopes and its callback URL.":
    'Salesforce nimmt die App dieses Servers nicht an. Bitten Sie den Betreiber dieses Servers, SIGNIN_CLIENT_ID, die Scopes der App und ihre Callback-URL zu prüfen.',
  'Sign in again': 'Erneut anmelden',
  'There is no such contract, or you may not see its deal.':
    'Es gibt keinen solchen Vertrag, oder Sie dürfen seine Opportunity nicht sehen.',
  'Say once what the file is called: POST {0}?fileName=NAME, percent-encoded.':
    'Geben Sie genau einmal an, wie die Datei heißt: POST {0}?fileName=NAME, prozentkodiert.',
  'The file is larger than {0} bytes, which is the most that is taken here (UPLOAD_MAX_BYTES).':
    'Die Datei ist größer als die hier höchstens möglichen {0} Bytes (UPLOAD_MAX_BYTES).',
  'You have handed in more documents within the hour than are kept of one caller. Try again in a few minutes.':
    'Sie haben innerhalb der Stunde mehr Dokumente eingereicht, als von einem Aufrufer aufbewahrt werden. Versuchen Sie es in einigen Minuten erneut.',
  'More documents have been handed in within the hour than are kept. Try again in a few minutes.':
    'Innerhalb der Stunde wurden mehr Dokumente eingereicht, als aufbewahrt werden. Versuchen Sie es in einigen Minuten erneut.',
  'The file did not come in full in time.': 'Die Datei kam nicht rechtzeitig vollständig an.',
  'The file was cut short.': 'Die Datei wurde abgeschnitten.',
  'There is no destination of this name; there are: {0}.':
    'Es gibt kein Ziel dieses Namens; vorhanden sind: {0}.',
  '{0} is not a contract id: it is T- or H- and a number, such as T-123, or the number alone.':
    '{0} ist keine Vertrags-ID: Sie besteht aus T- oder H- und einer Zahl, etwa T-123, oder aus der Zahl allein.',
  'an address': 'eine Anschrift',
  'a contact': 'ein Kontakt',
  '{0} Send less of it.': '{0} Senden Sie weniger davon.',
  'The value of "{0}" is nested more than {1} levels deep.':
    'Der Wert von „{0}“ ist mehr als {1} Ebenen tief verschachtelt.',
  '"{0}" holds more than {1} values, those within tables counted.':
    '„{0}“ enthält mehr als {1} Werte, die in Tabellen mitgezählt.',
  '"{0}" has a name of {1} characters, more than the {2} that any field has.':
    '„{0}“ enthält einen Namen mit {1} Zeichen; kein Feld hat mehr als {2}.',
  'an account': 'ein Account',
  'stageName names too many stages: name those that the CRM has.':
    'stageName nennt zu viele Phasen: Nennen Sie die, die das CRM hat.',
  '{0} is not an e-mail address.': '{0} ist keine E-Mail-Adresse.',
  '{0} addresses are more than the {1} that one contract is sent to.':
    '{0} Adressen sind zu viele: Ein Vertrag geht an höchstens {1}.',
  'Correct the credentials of this system and start again; "dealdraft doctor" says which. Nothing is lost meanwhile.':
    'Korrigieren Sie die Zugangsdaten dieses Systems und starten Sie neu; „dealdraft doctor“ sagt, welche. Inzwischen geht nichts verloren.',
  'Set SALESFORCE_API_VERSION to one that the org still takes, and start again.':
    'Setzen Sie SALESFORCE_API_VERSION auf eine Version, die die Org noch annimmt, und starten Sie neu.',
  'Free storage in the org. Writing goes on by itself after that.':
    'Schaffen Sie Speicherplatz in der Org. Danach wird von selbst weiter geschrieben.',
  'The store takes no writes: deliveries are answered 503, and nothing is synced.':
    'Der Speicher nimmt nichts an: Zustellungen werden mit 503 beantwortet, und nichts wird abgeglichen.',
  'Free space, or mend what the cause names; no restart is needed. Then start a backfill: nobody promises that SpotDraft sends again.':
    'Schaffen Sie Platz, oder beheben Sie die genannte Ursache; ein Neustart ist nicht nötig. Starten Sie danach einen Erstabgleich: Ob SpotDraft erneut zustellt, ist nicht zugesagt.',
  'Webhook deliveries are refused: {0} so far, and none was taken since.':
    'Webhook-Zustellungen werden abgelehnt: bisher {0}, und seitdem wurde keine angenommen.',
  'Their signature fits no key of ours.': 'Ihre Signatur passt zu keinem hiesigen Schlüssel.',
  '1 contract says something else than the deal, and nobody has confirmed it.':
    '1 Vertrag weicht von der Opportunity ab, und niemand hat es bestätigt.',
  '{0} contracts say something else than the deal, and nobody has confirmed it.':
    '{0} Verträge weichen von der Opportunity ab, und niemand hat es bestätigt.',
  '"dealdraft terms" lists them. Correct the deal or the key pointer, or confirm the difference on the contract.':
    '„dealdraft terms“ listet sie auf. Korrigieren Sie die Opportunity oder die Vertragsangabe, oder bestätigen Sie die Abweichung am Vertrag.',
  'Work with {0} is paused.': 'Die Arbeit mit {0} ist unterbrochen.',
  'Nothing is lost, and it goes on by itself. Next try at {0}.':
    'Nichts geht verloren, und es geht von selbst weiter. Nächster Versuch: {0}.',
  'Nothing is lost, and it goes on by itself: it is tried again with the next work.':
    'Nichts geht verloren, und es geht von selbst weiter: Mit der nächsten Arbeit wird es wieder versucht.',
  'SpotDraft changes contracts, and no webhook delivery comes.':
    'SpotDraft ändert Verträge, aber es kommen keine Webhook-Zustellungen an.',
  'SpotDraft may have disabled the webhook, or does not reach this server.':
    'SpotDraft hat den Webhook möglicherweise deaktiviert, oder es erreicht diesen Server nicht.',
  'Run "dealdraft webhooks register". Repair passes bring in what was missed.':
    'Führen Sie „dealdraft webhooks register“ aus. Reparaturläufe holen nach, was ausgeblieben ist.',
  '1 contract can’t be brought to the CRM: given up until somebody helps.':
    '1 Vertrag lässt sich nicht in das CRM übertragen und ist zurückgestellt, bis jemand hilft.',
  '{0} contracts can’t be brought to the CRM: given up until somebody helps.':
    '{0} Verträge lassen sich nicht in das CRM übertragen und sind zurückgestellt, bis jemand hilft.',
  'Mend the cause, then replay what is parked; syncContract does it for one contract.':
    'Beheben Sie die Ursache, und verarbeiten Sie das Zurückgestellte dann erneut; für einen einzelnen Vertrag erledigt das syncContract.',
  '1 delivery could not be worked on.': '1 Zustellung konnte nicht verarbeitet werden.',
  '{0} deliveries could not be worked on.': '{0} Zustellungen konnten nicht verarbeitet werden.',
  'Look at their causes, mend them, and replay what is parked.':
    'Sehen Sie sich die Ursachen an, beheben Sie sie, und verarbeiten Sie das Zurückgestellte erneut.',
  'Documents wait for the archive destination {0}.': 'Dokumente warten auf das Archivziel {0}.',
  'Run "dealdraft archive check" to see what is wrong there. Next try at {0}.':
    '„dealdraft archive check“ zeigt, was dort nicht stimmt. Nächster Versuch: {0}.',
  '1 document could not be archived at {0}.': '1 Dokument konnte in {0} nicht archiviert werden.',
  '{0} documents could not be archived at {1}.':
    '{0} Dokumente konnten in {1} nicht archiviert werden.',
  'Mend the cause, then "dealdraft archive retry --destination {0}".':
    'Beheben Sie die Ursache, dann „dealdraft archive retry --destination {0}“.',
  'The store was never filled from SpotDraft.':
    'Der Speicher wurde noch nie aus SpotDraft befüllt.',
  'Contracts from before this store are not known, and repair passes do not begin.':
    'Verträge aus der Zeit vor diesem Speicher sind nicht bekannt, und Reparaturläufe beginnen nicht.',
  'Run "dealdraft backfill".': 'Führen Sie „dealdraft backfill“ aus.',
  'Repair passes are paused: what no delivery told is not found.':
    'Reparaturläufe sind angehalten: Was keine Zustellung gemeldet hat, wird nicht gefunden.',
  'Paused by {0}.': 'Angehalten von {0}.',
  'Resume them below.': 'Setzen Sie sie unten fort.',
  '{0} has ended.': '{0} ist abgelaufen.',
  '{0} ends at {1}.': '{0} läuft am {1} ab.',
  'It is not taken any more, or will not be soon.':
    'Es wird nicht mehr angenommen, oder bald nicht mehr.',
  'The TLS certificate at PUBLIC_URL': 'Das TLS-Zertifikat unter PUBLIC_URL',
  'Renew it where TLS ends, such as the proxy in front of dealdraft: without it SpotDraft delivers nothing and browsers refuse the page.':
    'Erneuern Sie es dort, wo TLS endet, etwa am Proxy vor dealdraft: Ohne gültiges Zertifikat stellt SpotDraft nichts zu, und Browser lehnen die Seite ab.',
  'There is nothing to repair yet. Start a backfill first, or run "dealdraft backfill".':
    'Es gibt noch nichts zu reparieren. Starten Sie zuerst einen Erstabgleich, oder führen Sie „dealdraft backfill“ aus.',
  'A backfill was asked for by {0}, and is not over yet.':
    'Ein Erstabgleich wurde von {0} angefordert und ist noch nicht beendet.',
  'A backfill is running. Its progress is on the operations page.':
    'Ein Erstabgleich läuft. Sein Fortschritt steht auf der Betriebsseite.',
  'Repair passes were paused by {0}. Resume them first.':
    'Reparaturläufe wurden von {0} angehalten. Setzen Sie sie zuerst fort.',
  'There is no delivery {0}.': 'Es gibt keine Zustellung {0}.',
  'It names no contract.': 'Sie nennt keinen Vertrag.',
  'Delivery {0} has nothing to replay. {1}':
    'An Zustellung {0} gibt es nichts erneut zu verarbeiten. {1}',
  'Say which deliveries: by ids, contractId, opportunityId, activity, state, since or until.':
    'Geben Sie an, welche Zustellungen: mit ids, contractId, opportunityId, activity, state, since oder until.',
  '{0} ids are more than the {1} of one request.':
    '{0} IDs sind zu viele: Eine Anfrage nimmt höchstens {1}.',
  '"activity" has {0} words; up to {1} are taken.':
    '„activity“ hat {0} Wörter; möglich sind bis zu {1}.',
  'a delivery': 'eine Zustellung',
  'a webhook': 'ein Webhook',
  'There is no webhook subscription here. If SpotDraft has one, name it by "id": it can not list them.':
    'Hier gibt es kein Webhook-Abonnement. Wenn SpotDraft eines hat, nennen Sie es mit „id“: Auflisten kann SpotDraft sie nicht.',
  'SpotDraft sends to an https address without a query: name in "publicUrl" where it reaches this server, or set PUBLIC_URL.':
    'SpotDraft sendet an eine https-Adresse ohne Abfrageteil: Nennen Sie in „publicUrl“, wo es diesen Server erreicht, oder setzen Sie PUBLIC_URL.',
  'SpotDraft knows no webhook {0} any more.': 'SpotDraft kennt keinen Webhook {0} mehr.',
  'This store knows of no webhook subscription. If there is one, pass its id with --id; SpotDraft can not list them.':
    'Dieser Speicher kennt kein Webhook-Abonnement. Wenn es eines gibt, geben Sie seine ID mit --id an; auflisten kann SpotDraft sie nicht.',
  'The webhook URL is too long.': 'Die URL des Webhooks ist zu lang.',
  'Say in "title" what is asked for.': 'Geben Sie in „title“ an, worum es geht.',
  '"assignees" takes {0} people at most.': '„assignees“ nimmt höchstens {0} Personen auf.',
  'an intake': 'eine Anfrage',
  'There is no intake {0}, or SpotDraft does not show it to you.':
    'Es gibt keine Anfrage {0}, oder SpotDraft zeigt sie Ihnen nicht.',
  'Name statuses in "status", or leave it out for intakes of all.':
    'Nennen Sie in „status“ Status, oder lassen Sie es weg, um alle Anfragen zu erhalten.',
  'a workflow': 'ein Workflow',
  'An earlier request made this intake ({0}), which is not there any more. Use a new idempotencyKey to make another.':
    'Eine frühere Anforderung hat diese Anfrage ({0}) angelegt, die es nicht mehr gibt. Verwenden Sie einen neuen idempotencyKey, um eine weitere anzulegen.',
  '"files" has {0} entries; at most {1} are taken at a time.':
    '„files“ hat {0} Einträge; auf einmal gehen höchstens {1}.',
  'Against it: the deal is closed and was not won.':
    'Dagegen spricht: Die Opportunity ist geschlossen und wurde nicht gewonnen.',
  'Against it: a contract of this type is linked to the deal already.':
    'Dagegen spricht: Mit der Opportunity ist bereits ein Vertrag dieses Typs verknüpft.',
  'Against it: the contract is older than the deal by more than a month.':
    'Dagegen spricht: Der Vertrag ist mehr als einen Monat älter als die Opportunity.',
  'Against it: the contract was made more than half a year after the close date.':
    'Dagegen spricht: Der Vertrag wurde mehr als ein halbes Jahr nach dem Schlusstermin erstellt.',
  "The contract carries the deal's record id {0}.":
    'Der Vertrag trägt die Datensatz-ID der Opportunity, {0}.',
  'The contract carries the record id of the account, {0}.':
    'Der Vertrag trägt die Datensatz-ID des Accounts, {0}.',
  "The contract and the deal's name have the same number, {0}.":
    'Der Vertrag und der Name der Opportunity haben dieselbe Nummer, {0}.',
  'The counterparty {0} and the account {1} have the same name.':
    'Die Gegenpartei {0} und der Account {1} haben denselben Namen.',
  'The counterparty {0} is like the account {1} ({2} %).':
    'Die Gegenpartei {0} ähnelt dem Account {1} ({2} %).',
  "The contract's name has the account {0} in it.":
    'Der Name des Vertrags enthält den Account {0}.',
  "The contract's external metadata name the account {0}.":
    'Die externen Metadaten des Vertrags nennen den Account {0}.',
  "The contract's external metadata name the deal {0}.":
    'Die externen Metadaten des Vertrags nennen die Opportunity {0}.',
  'The names of the contract and of the deal have in common: {0}.':
    'Die Namen des Vertrags und der Opportunity haben gemeinsam: {0}.',
  'A recipient of the contract is a contact of the deal.':
    'Ein Empfänger des Vertrags ist ein Kontakt der Opportunity.',
  "A recipient's address is at {0}, the account's website.":
    'Die Adresse eines Empfängers gehört zu {0}, der Website des Accounts.',
  "A recipient's address is at {0}, where contacts of the deal are too.":
    'Die Adresse eines Empfängers gehört zu {0}, wie die von Kontakten der Opportunity.',
  'Whoever made the contract, {0}, owns the deal.':
    'Der Vertrag wurde vom Inhaber der Opportunity erstellt, {0}.',
  "The contract's {0} is the deal's close date, {1}.":
    '{0} im Vertrag ist der Schlusstermin der Opportunity, {1}.',
  'The contract was made while the deal was open, {0} before its close date.':
    'Der Vertrag wurde erstellt, während die Opportunity offen war, {0} vor ihrem Schlusstermin.',
  "The contract was made {0} from the deal's close date.":
    'Der Vertrag wurde {0} vom Schlusstermin der Opportunity entfernt erstellt.',
  "The contract's {0} is nearly the deal's amount, {1}.":
    '{0} im Vertrag entspricht beinahe dem Betrag der Opportunity, {1}.',
  "The contract's {0} is the deal's amount, {1}.":
    '{0} im Vertrag ist der Betrag der Opportunity, {1}.',
  'Contracts without a deal are for operators. Use an API key with the role "service" or "admin", or a token with "admin" among its roles.':
    'Verträge ohne Opportunity sind Betreibern vorbehalten. Verwenden Sie einen API-Schlüssel mit der Rolle „service“ oder „admin“, oder ein Token mit „admin“ unter seinen Rollen.',
  'SpotDraft counts more entries of a list than it shows. Try again in a moment.':
    'SpotDraft zählt mehr Einträge einer Liste, als es zeigt. Versuchen Sie es gleich noch einmal.',
  '"first" is {0}; it must be {1} to {2}.': '„first“ ist {0}; möglich ist {1} bis {2}.',
  'Neither your token nor the CRM says under which e-mail address you act in SpotDraft. Ask the operator of dealdraft to enter it in IDENTITY_FILE.':
    'Weder Ihr Token noch das CRM nennt die E-Mail-Adresse, unter der Sie in SpotDraft handeln. Bitten Sie den Betreiber von dealdraft, sie in IDENTITY_FILE einzutragen.',
  'If you have another address there, ask the operator of dealdraft to enter it in IDENTITY_FILE.':
    'Wenn Sie dort eine andere Adresse haben, bitten Sie den Betreiber von dealdraft, sie in IDENTITY_FILE einzutragen.',
  'SpotDraft has no user {0}, as whom you act there. Ask your SpotDraft admin to add this address. {1}':
    'In SpotDraft gibt es keinen Benutzer {0}, als der Sie dort handeln. Bitten Sie Ihren SpotDraft-Administrator, diese Adresse hinzuzufügen. {1}',
  'The SpotDraft user {0}, as whom you act there, is not active. Ask your SpotDraft admin to activate it. {1}':
    'Der SpotDraft-Benutzer {0}, als der Sie dort handeln, ist nicht aktiv. Bitten Sie Ihren SpotDraft-Administrator, ihn zu aktivieren. {1}',
  '{0} roles are more than the {1} that one user is given.':
    '{0} Rollen sind zu viele: Ein Benutzer erhält höchstens {1}.',
  'The mapping file has no entry for {0}.': 'Die Mapping-Datei hat keinen Eintrag für {0}.',
  '{0} tags are more than the {1} that one template is given.':
    '{0} Schlagwörter sind zu viele: Eine Vorlage erhält höchstens {1}.',
  'A tag is a word of 1 to {0} characters.': 'Ein Schlagwort ist ein Wort mit 1 bis {0} Zeichen.',
  '"{0}" has {1} entries; 1 to {2} are taken at a time.':
    '„{0}“ hat {1} Einträge; möglich sind 1 bis {2} auf einmal.',
  '"{0}" has to say something.': '„{0}“ darf nicht leer sein.',
  'Say what is to change: there is nothing beside the ids.':
    'Geben Sie an, was sich ändern soll: Außer den IDs ist nichts angegeben.',
  '"{0}" is {1} characters long; at most {2} are taken. Shorten it.':
    '„{0}“ ist {1} Zeichen lang; möglich sind höchstens {2}. Kürzen Sie es.',
  'There is no contract type {0} in SpotDraft.': 'In SpotDraft gibt es keinen Vertragstyp {0}.',
  'an organization type': 'eine Organisationsart',
  'Say in "field" of which filter, by its name.':
    'Geben Sie in „field“ an, um welchen Filter es geht, mit seinem Namen.',
  '{0} is no ISO code of a jurisdiction. It looks like US or US-CA.':
    '{0} ist kein ISO-Code einer Rechtsordnung. Er sieht aus wie DE oder US-CA.',
  'a tag': 'ein Schlagwort',
  '"{0}" is named twice.': '„{0}“ ist zweimal genannt.',
  'Say in "query" what is asked: one SELECT.': 'Geben Sie in „query“ die Abfrage an: ein SELECT.',
  '"query" is {0} characters long; at most {1} are taken. Shorten it.':
    '„query“ ist {0} Zeichen lang; möglich sind höchstens {1}. Kürzen Sie es.',
  '"names" has {0} entries; 1 to {1} are taken.':
    '„names“ hat {0} Einträge; möglich sind 1 bis {1}.',
  'A name of a feature flag has 1 to {0} characters, not all blank.':
    'Der Name eines Feature-Flags hat 1 bis {0} Zeichen, die nicht alle leer sind.',
};
