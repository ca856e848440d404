/** What SpotDraft and the CRM did to us, and what became of the sync, in German. */
export const NEIGHBOURS: Readonly<Record<string, string>> = {
  'No answer ({0}).': 'Keine Antwort ({0}).',
  'It answers {0}.': 'Die Antwort ist {0}.',
  'It sends elsewhere ({0}), where nothing is sent: the address would go there. Correct the URL.':
    'Von dort wird weitergeleitet ({0}); dorthin wird nichts gesendet, weil die Adresse mitginge. Korrigieren Sie die URL.',
  'It refuses the message ({0}). The webhook may be gone, or its address another one.':
    'Die Nachricht wird dort abgelehnt ({0}). Vielleicht gibt es den Webhook nicht mehr, oder seine Adresse ist eine andere.',
  'the answer has more than {0} bytes': 'die Antwort hat mehr als {0} Bytes',
  'the proxy answered {0}': 'der Proxy antwortete {0}',
  'the connection failed ({0})': 'die Verbindung ist gescheitert ({0})',
  'dealdraft is shutting down': 'dealdraft wird beendet',
  'the address is neither https nor this machine':
    'die Adresse ist weder https noch dieser Rechner',
  'the packed answer is incomplete': 'die gepackte Antwort ist unvollständig',
  '{0} with something else than that': 'auf {0} mit etwas anderem',
  'More calls to Salesforce are waiting than it answers at the moment. Try again shortly.':
    'Es warten mehr Aufrufe auf Salesforce, als es derzeit beantwortet. Versuchen Sie es in Kürze erneut.',
  'Salesforce did not answer in time.': 'Salesforce hat nicht rechtzeitig geantwortet.',
  'The call to Salesforce failed.': 'Der Aufruf von Salesforce ist gescheitert.',
  'With dated exchange rates, Salesforce gives the {0} deals with the largest amounts in order and no more. Narrow the filter, or sort by something else.':
    'Mit datierten Wechselkursen liefert Salesforce nur die {0} Opportunities mit den höchsten Beträgen in dieser Reihenfolge. Grenzen Sie die Suche ein, oder sortieren Sie nach etwas anderem.',
  'Salesforce has no such field on a deal, or its reader may not see it: {0}. Names are case-sensitive.':
    'Salesforce hat kein solches Feld an der Opportunity, oder es ist für den Leser nicht sichtbar: {0}. Groß- und Kleinschreibung zählt.',
  'deals without an id': 'mit Opportunities ohne ID',
  'deals without a time of change': 'mit Opportunities ohne Änderungszeit',
  'Salesforce answered {0}.': 'Salesforce antwortete {0}.',
  'Salesforce asks for fewer requests.': 'Salesforce bittet um weniger Anfragen.',
  "Salesforce can't answer now: {0}": 'Salesforce kann derzeit nicht antworten: {0}',
  "Salesforce's request allowance is spent: {0}":
    'Das Anfragekontingent von Salesforce ist verbraucht: {0}',
  'Salesforce does not let its API be used: {0}':
    'Salesforce lässt die Nutzung seiner API nicht zu: {0}',
  'Salesforce does not allow this to you: {0}': 'Salesforce erlaubt Ihnen das nicht: {0}',
  'Salesforce refused the integration user: {0}':
    'Salesforce hat den Integrationsbenutzer abgewiesen: {0}',
  'Salesforce refused: {0}': 'Salesforce hat abgelehnt: {0}',
  'Salesforce does not take this version of its API ({0}: {1}). Check SALESFORCE_API_VERSION.':
    'Salesforce nimmt diese Version seiner API nicht an ({0}: {1}). Prüfen Sie SALESFORCE_API_VERSION.',
  'Salesforce has no room left ({0}: {1}). Free or buy storage in the org.':
    'Salesforce hat keinen Speicherplatz mehr ({0}: {1}). Schaffen Sie in der Org Platz, oder kaufen Sie Speicher hinzu.',
  "Salesforce can't answer now: {0} ({1})": 'Salesforce kann derzeit nicht antworten: {0} ({1})',
  "Salesforce's answer lacks what was asked for of a file.":
    'In der Antwort von Salesforce fehlt, was zu einer Datei abgefragt wurde.',
  "You can't filter or sort by what you don't see in Salesforce: {0}.":
    'Sie können nicht nach etwas filtern oder sortieren, das Sie in Salesforce nicht sehen: {0}.',
  '{0}: {1} is not a Salesforce record id, which has 15 or 18 letters and digits.':
    '{0}: {1} ist keine Datensatz-ID von Salesforce; sie hat 15 oder 18 Buchstaben und Ziffern.',
  '{0} from Salesforce is not as documented: {1}.':
    '{0} aus Salesforce ist nicht wie dokumentiert: {1}.',
  'a part of a batch with something else than rows':
    'mit einem Teil eines Stapels, der keine Zeilen enthält',
  'a child list with something else than rows':
    'mit einer untergeordneten Liste, die keine Zeilen enthält',
  'Salesforce does not show you any {0}.': 'Salesforce zeigt Ihnen kein Objekt {0}.',
  'with a redirect (HTTP {0}), which is not followed':
    'mit einer Weiterleitung (HTTP {0}), der nicht gefolgt wird',
  'HTTP {0} without any content': 'HTTP {0} ohne Inhalt',
  'with a page instead of data': 'mit einer Seite statt mit Daten',
  'with data that is cut short': 'mit abgeschnittenen Daten',
  'The call failed.': 'Der Aufruf ist gescheitert.',
  'an answer without a token or its instance': 'eine Antwort ohne Token oder ohne Instanz',
  'the address of an instance without TLS': 'die Adresse einer Instanz ohne TLS',
  "Salesforce can't sign in now: it gave {0}.":
    'Die Anmeldung an Salesforce ist derzeit nicht möglich; erhalten wurde: {0}.',
  'Salesforce limits sign-ins: {0}': 'Salesforce begrenzt die Anmeldungen: {0}',
  "Salesforce can't sign in now: {0}": 'Die Anmeldung an Salesforce ist derzeit nicht möglich: {0}',
  'Salesforce does not let this user in: {0}': 'Salesforce lässt diesen Benutzer nicht zu: {0}',
  "Salesforce refused the app's credentials ({0}): {1}":
    'Salesforce hat die Zugangsdaten der App abgelehnt ({0}): {1}',
  '{0} is not a Salesforce API name.': '{0} ist kein API-Name von Salesforce.',
  '{0} is not a number that Salesforce can compare with.':
    '{0} ist keine Zahl, mit der Salesforce vergleichen kann.',
  '{0} is not the code of a currency.': '{0} ist kein Währungscode.',
  '{0} is not a date: it is written YYYY-MM-DD.':
    '{0} ist kein Datum; geschrieben wird es JJJJ-MM-TT.',
  '{0} is not a date-time: it is written YYYY-MM-DDThh:mm:ssZ.':
    '{0} ist kein Zeitpunkt; geschrieben wird er JJJJ-MM-TTThh:mm:ssZ.',
  'A text to search for is too long: Salesforce takes {0} characters.':
    'Ein Suchtext ist zu lang: Salesforce nimmt {0} Zeichen.',
  'Salesforce could not be reached: {0}.': 'Salesforce war nicht erreichbar: {0}.',
  'Salesforce has no active user of this name.':
    'In Salesforce gibt es keinen aktiven Benutzer dieses Namens.',
  'Your right to these records can not be checked: the integration user may not read UserRecordAccess.':
    'Ihre Berechtigung für diese Datensätze lässt sich nicht prüfen: Der Integrationsbenutzer darf UserRecordAccess nicht lesen.',
  "A row of Salesforce's answer lacks a field that was asked for.":
    'In einer Zeile der Antwort von Salesforce fehlt ein abgefragtes Feld.',
  'The e-mail address to act as in SpotDraft has unusable characters.':
    'Die E-Mail-Adresse, unter der in SpotDraft gehandelt werden soll, enthält unzulässige Zeichen.',
  "The workspace's allowance of SpotDraft calls is used up at the moment. Try again shortly.":
    'Das Kontingent des Arbeitsbereichs an Aufrufen von SpotDraft ist derzeit ausgeschöpft. Versuchen Sie es in Kürze erneut.',
  "SpotDraft's answer to a change was lost; it has to be looked up before it is tried again.":
    'Die Antwort von SpotDraft auf eine Änderung ging verloren; vor einem neuen Versuch muss nachgesehen werden.',
  'SpotDraft did not answer within {0} s.': 'SpotDraft hat innerhalb von {0} s nicht geantwortet.',
  'dealdraft is shutting down.': 'dealdraft wird beendet.',
  'SpotDraft could not be reached at {0} ({1}).': 'SpotDraft war unter {0} nicht erreichbar ({1}).',
  "SpotDraft's answer to {0} is too large.": 'Die Antwort von SpotDraft auf {0} ist zu groß.',
  'an unnamed place': 'eine unbenannte Stelle',
  'The SpotDraft base URL has to be a bare origin such as https://api.eu.spotdraft.com, without a path: dealdraft adds /api itself.':
    'Die Basis-URL von SpotDraft darf keinen Pfad haben, etwa https://api.eu.spotdraft.com: dealdraft ergänzt /api selbst.',
  'The SpotDraft {0} is empty or has characters that no header can carry.':
    'SpotDraft: {0} ist leer oder enthält Zeichen, die kein Header tragen kann.',
  'a template': 'eine Vorlage',
  'template {0}': 'Vorlage {0}',
  'SpotDraft knows no contract {0}, or it may not be seen here.':
    'SpotDraft kennt Vertrag {0} nicht, oder er ist hier nicht sichtbar.',
  'contract type {0}': 'Vertragstyp {0}',
  'Page {0} does not exist: pages are counted from 1.':
    'Seite {0} gibt es nicht: Seiten werden ab 1 gezählt.',
  'A page of {0} contracts is not possible: 1 to {1} are.':
    'Eine Seite mit {0} Verträgen ist nicht möglich; möglich sind 1 bis {1}.',
  'counterparty {0}': 'Gegenpartei {0}',
  'address {0} of counterparty {1}': 'Anschrift {0} der Gegenpartei {1}',
  'contact {0} of counterparty {1}': 'Kontakt {0} der Gegenpartei {1}',
  "SpotDraft's file storage gave something that is neither a PDF nor a DOCX. It is tried again.":
    'Der Dateispeicher von SpotDraft lieferte etwas, das weder PDF noch DOCX ist. Es wird erneut versucht.',
  'SpotDraft shows no contract {0}; it may be deleted.':
    'SpotDraft zeigt Vertrag {0} nicht; vielleicht ist er gelöscht.',
  'filter "{0}"': 'Filter „{0}“',
  'named no place for it': 'SpotDraft nannte keinen Ort dafür',
  'could not be reached ({0})': 'er war nicht erreichbar ({0})',
  'answered {0}': 'Antwort {0}',
  'the link names no place': 'der Link nennt keinen Ort',
  'it could not be reached ({0})': 'er war nicht erreichbar ({0})',
  'it answered {0}': 'Antwort {0}',
  'it broke off ({0})': 'die Übertragung brach ab ({0})',
  'no answer': 'keine Antwort',
  "SpotDraft's file storage did not give a document: {0}. It is tried again.":
    'Der Dateispeicher von SpotDraft hat ein Dokument nicht geliefert: {0}. Es wird erneut versucht.',
  "SpotDraft's file storage did not take a file: it {0}. Try again in a moment.":
    'Der Dateispeicher von SpotDraft hat eine Datei nicht angenommen: {0}. Versuchen Sie es gleich noch einmal.',
  'intake {0}': 'Anfrage {0}',
  'a contract type': 'ein Vertragstyp',
  'Say why the contract is voided: SpotDraft wants a note.':
    'Geben Sie an, warum der Vertrag annulliert wird: SpotDraft verlangt eine Begründung.',
  'SpotDraft created a contract and answered without its composite id; it has to be looked up.':
    'SpotDraft hat einen Vertrag erstellt und ohne dessen vollständige ID geantwortet; er muss gesucht werden.',
  'note {0} of contract {1}': 'Notiz {0} zu Vertrag {1}',
  'obligation {0} of contract {1}': 'Verpflichtung {0} aus Vertrag {1}',
  'such recipient of contract {0}': 'diesen Empfänger von Vertrag {0}',
  'such signatory of contract {0}': 'diesen Unterzeichner von Vertrag {0}',
  'an entity': 'eine Gesellschaft',
  "anything of SpotDraft's": 'etwas in SpotDraft',
  'An id is needed to ask SpotDraft by it.':
    'Um SpotDraft danach zu fragen, wird eine ID benötigt.',
  'SpotDraft offers this for contracts it made itself (T-…) alone; {0} is a historical one.':
    'SpotDraft bietet dies nur für Verträge an, die es selbst erstellt hat (T-…); {0} ist ein Bestandsvertrag.',
  'role {0}': 'Rolle {0}',
  'a role': 'eine Rolle',
  'an empty body': 'ein leerer Inhalt',
  'an HTML page': 'eine HTML-Seite',
  'JSON that is not in its form': 'JSON in anderer Form',
  'broken JSON': 'beschädigtes JSON',
  'plain text': 'reiner Text',
  ' SpotDraft says: {0}': ' SpotDraft meldet: {0}',
  "SpotDraft refused dealdraft's credentials. Check SPOTDRAFT_CLIENT_ID and SPOTDRAFT_CLIENT_SECRET, and that they belong to the region and environment of {0}.{1}":
    'SpotDraft hat die Zugangsdaten von dealdraft abgelehnt. Prüfen Sie SPOTDRAFT_CLIENT_ID und SPOTDRAFT_CLIENT_SECRET, und ob sie zur Region und Umgebung von {0} gehören.{1}',
  "This is not enabled in your SpotDraft workspace; SpotDraft's support can enable it.":
    'Dies ist in Ihrem SpotDraft-Arbeitsbereich nicht freigeschaltet; der Support von SpotDraft kann es freischalten.',
  'SpotDraft does not allow you to do this. You need an active SpotDraft account with access to this contract or contract type; a SpotDraft administrator can grant it.':
    'SpotDraft erlaubt Ihnen das nicht. Sie benötigen ein aktives SpotDraft-Konto mit Zugriff auf diesen Vertrag oder Vertragstyp; ein SpotDraft-Administrator kann ihn gewähren.',
  'SpotDraft does not allow dealdraft to do this. A SpotDraft administrator can grant the access.':
    'SpotDraft erlaubt dealdraft das nicht. Ein SpotDraft-Administrator kann den Zugriff gewähren.',
  'SpotDraft knows no {0}, or it may not be seen here.{1}':
    'SpotDraft kennt {0} nicht, oder es ist hier nicht sichtbar.{1}',
  'such record': 'einen solchen Datensatz',
  'SpotDraft refused the request with status {0} and gave no reason.':
    'SpotDraft hat die Anfrage mit Status {0} und ohne Begründung abgelehnt.',
  'SpotDraft asks to slow down. Try again shortly.':
    'SpotDraft bittet um weniger Anfragen. Versuchen Sie es in Kürze erneut.',
  '{0} It may have made the change all the same; look before it is tried again.':
    '{0} Die Änderung wurde möglicherweise trotzdem vorgenommen; sehen Sie nach, bevor Sie es erneut versuchen.',
  'SpotDraft redirected {0} to {1}. Redirects are not followed: check that SPOTDRAFT_BASE_URL is the https origin of your region.':
    'SpotDraft leitete {0} an {1} weiter. Weiterleitungen wird nicht gefolgt: Prüfen Sie, ob SPOTDRAFT_BASE_URL die https-Adresse Ihrer Region ist.',
  'SpotDraft is failing at the moment (it answered {0}).':
    'SpotDraft ist derzeit gestört (Antwort: {0}).',
  "SpotDraft did not answer itself: status {0} came with {1}, which may be a proxy's.":
    'SpotDraft hat nicht selbst geantwortet: Mit Status {0} kam {1}, vielleicht von einem Proxy.',
  'SpotDraft made a change and answered {0} in an unknown form ({1}); it has to be looked up.':
    'SpotDraft hat eine Änderung vorgenommen und auf {0} in unbekannter Form geantwortet ({1}); es muss nachgesehen werden.',
  'SpotDraft answered {0} in an unknown form ({1}).':
    'SpotDraft hat auf {0} in unbekannter Form geantwortet ({1}).',
  'user {0}': 'Benutzer {0}',
  'webhook {0}': 'Webhook {0}',
  'contract {0}': 'Vertrag {0}',
  'SpotDraft did not name a place for each of the files that were to be uploaded.':
    'SpotDraft hat nicht für jede hochzuladende Datei einen Ort genannt.',
  'The repair told nothing of it.': 'Die Reparatur hat dazu nichts gemeldet.',
  'Set SPOTDRAFT_HMAC_KEY to what "dealdraft webhooks key" prints, or leave it out so that it is fetched.':
    'Setzen Sie SPOTDRAFT_HMAC_KEY auf die Ausgabe von „dealdraft webhooks key“, oder lassen Sie es weg, damit der Schlüssel abgerufen wird.',
  '1 delivery was refused since {0} and none taken: the signature fits no key.':
    'Seit {0} wurde 1 Zustellung abgelehnt und keine angenommen: Die Signatur passt zu keinem Schlüssel.',
  '{0} deliveries were refused since {1} and none taken: the signature fits no key.':
    'Seit {1} wurden {0} Zustellungen abgelehnt und keine angenommen: Die Signatur passt zu keinem Schlüssel.',
  'The CRM describes no {0} to dealdraft.': 'Das CRM gibt dealdraft keine Beschreibung von {0}.',
  'Salesforce refused the renewal: {0} ({1})':
    'Salesforce hat die Verlängerung abgelehnt: {0} ({1})',
  '{0} gives nothing for this contract.': '{0} ergibt für diesen Vertrag nichts.',
  '{0} gives something that is no date such as 2026-11-30. Correct the key pointer, or turn it into a date in the expression.':
    '{0} ergibt kein Datum wie 2026-11-30. Korrigieren Sie die Vertragsangabe, oder wandeln Sie sie im Ausdruck in ein Datum um.',
  '{0} gives no single text, number or true/false.':
    '{0} ergibt nicht genau einen Text, eine Zahl oder true/false.',
  'The expression in {0}': 'Der Ausdruck in {0}',
  'SpotDraft shows another workspace than the one this store was filled from. Give a STORE_URL of its own to each workspace; if it is meant, "dealdraft backfill --accept-workspace" takes the contracts known so far for deleted.':
    'SpotDraft zeigt einen anderen Arbeitsbereich als den, aus dem dieser Speicher befüllt wurde. Geben Sie jedem Arbeitsbereich eine eigene STORE_URL; wenn der Wechsel gewollt ist, behandelt „dealdraft backfill --accept-workspace“ die bisher bekannten Verträge als gelöscht.',
  'Its signed terms could not be checked: {0}':
    'Seine unterzeichneten Konditionen konnten nicht geprüft werden: {0}',
  'SpotDraft shows no contract with the number {0} that fits the delivery.':
    'SpotDraft zeigt keinen Vertrag mit der Nummer {0}, der zur Zustellung passt.',
  'No contract with the number {0} could be found.':
    'Ein Vertrag mit der Nummer {0} wurde nicht gefunden.',
  'No contract with the number {0} fits the delivery; it may be deleted, or hidden from the API credential.':
    'Kein Vertrag mit der Nummer {0} passt zur Zustellung; vielleicht ist er gelöscht oder für die API-Zugangsdaten nicht sichtbar.',
  'SpotDraft does not show this new contract yet.':
    'SpotDraft zeigt diesen neuen Vertrag noch nicht.',
  'Unexpected error; the log has its details.':
    'Unerwarteter Fehler; das Protokoll enthält die Einzelheiten.',
  'A write may still land late.': 'Ein Schreibvorgang kann noch verspätet ankommen.',
  'The comparison failed.': 'Der Vergleich ist gescheitert.',
  'Another change holds it; it is tried again by itself.':
    'Eine andere Änderung sperrt den Datensatz; es wird von selbst erneut versucht.',
  'The CRM takes no more calls for now; it is tried again by itself.':
    'Das CRM nimmt vorerst keine Aufrufe mehr an; es wird von selbst erneut versucht.',
  'The CRM does not let dealdraft in; an operator has to renew its access.':
    'Das CRM lässt dealdraft nicht zu; ein Betreiber muss den Zugang erneuern.',
  'The CRM takes no changes at the moment; it is tried again by itself.':
    'Das CRM nimmt derzeit keine Änderungen an; es wird von selbst erneut versucht.',
  'It is tried again by itself.': 'Es wird von selbst erneut versucht.',
  'A CRM admin has to give dealdraft the right to change this record.':
    'Ein CRM-Administrator muss dealdraft das Recht geben, diesen Datensatz zu ändern.',
  'The mapping file and the fields of the CRM have to agree; ask the operator of dealdraft.':
    'Die Mapping-Datei und die Felder des CRM müssen zusammenpassen; wenden Sie sich an den Betreiber von dealdraft.',
  'A rule or a field of the CRM stands against what would be written; ask your CRM admin.':
    'Eine Regel oder ein Feld des CRM lässt nicht zu, was geschrieben werden soll; wenden Sie sich an Ihren CRM-Administrator.',
  'Ask the operator of dealdraft, who sees what the CRM said.':
    'Wenden Sie sich an den Betreiber von dealdraft; er sieht, was das CRM gemeldet hat.',
  'The CRM refused the {0} record ({1}). {2}': 'Das CRM hat den Datensatz {0} abgelehnt ({1}). {2}',
  'SpotDraft could not be asked about it{0}.': 'SpotDraft konnte dazu nicht befragt werden{0}.',
  'The CRM could not be read or written for it{0}.':
    'Das CRM konnte dafür nicht gelesen oder geschrieben werden{0}.',
  'Ask the operator of dealdraft, who sees what was said.':
    'Wenden Sie sich an den Betreiber von dealdraft; er sieht, was gemeldet wurde.',
  'The write-back expression failed.': 'Der Ausdruck zum Zurückschreiben ist gescheitert.',
  'The CRM takes no {0} records': 'Das CRM nimmt keine Datensätze {0} an',
  'Check that the object and its fields exist and that the integration user may write them.':
    'Prüfen Sie, ob es das Objekt und seine Felder gibt und ob der Integrationsbenutzer sie schreiben darf.',
  'Other changes are being written to the CRM at the moment. Try again shortly.':
    'Derzeit werden andere Änderungen in das CRM geschrieben. Versuchen Sie es in Kürze erneut.',
  'The deal that this contract left could not be written.':
    'Die Opportunity, zu der dieser Vertrag vorher gehörte, konnte nicht geschrieben werden.',
  'The CRM gave no result for this row.': 'Das CRM hat für diese Zeile kein Ergebnis geliefert.',
  'The CRM refused the {0} record: {1}{2}: {3}':
    'Das CRM hat den Datensatz {0} abgelehnt: {1}{2}: {3}',
  'The body is not JSON.': 'Der Inhalt ist kein JSON.',
  'The body is not a JSON object with a string "activity".':
    'Der Inhalt ist kein JSON-Objekt mit einem Text „activity“.',
  'This activity changes nothing that the CRM shows.':
    'Diese Aktivität ändert nichts, was das CRM zeigt.',
  'The delivery names no contract.': 'Die Zustellung nennt keinen Vertrag.',
  'more than {0} bytes': 'mehr als {0} Bytes',
  '{0} bytes': '{0} Bytes',
  'too large': 'zu groß',
  'no key at hand to check the signature': 'kein Schlüssel zur Prüfung der Signatur verfügbar',
  'signature: missing': 'Signatur: fehlt',
  'signature: malformed': 'Signatur: falsch geformt',
  'signature: mismatch': 'Signatur: passt nicht',
  'the body is no delivery': 'der Inhalt ist keine Zustellung',
  'It could not be stored, and SpotDraft was asked to send it again.':
    'Sie konnte nicht gespeichert werden; SpotDraft wurde gebeten, sie erneut zu senden.',
  "Nearly all of Salesforce's daily requests are spent; the rest is left to people.":
    'Fast alle heutigen Aufrufe von Salesforce sind verbraucht; der Rest bleibt den Benutzern vorbehalten.',
  'Sync waits for {0}: {1}': 'Der Abgleich wartet auf {0}: {1}',
  'The process that worked on it died {0} times; the log of those moments tells why.':
    'Der Prozess, der daran arbeitete, ist {0}-mal abgebrochen; das Protokoll dieser Zeitpunkte zeigt, warum.',
};
