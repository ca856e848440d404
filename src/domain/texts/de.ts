/** German, by the English words of the sources: see `said`. */
export const GERMAN: Readonly<Record<string, string>> = {
  'Contract {0} is deleted in SpotDraft.': 'Vertrag {0} ist in SpotDraft gelöscht.',
  'Contract {0} is {1}; only {2} contract {3}.':
    'Vertrag {0} ist {1}; nur ein Vertrag im Stand {2} {3}.',
  'Contract {0} is a historical one; SpotDraft offers this for contracts that it made itself (T-…) alone.':
    'Vertrag {0} ist ein Bestandsvertrag; SpotDraft bietet dies nur für Verträge an, die es selbst erstellt hat (T-…).',
  'Contract {0} was not generated from a template, so there is nothing of one to fill in.':
    'Vertrag {0} wurde nicht aus einer Vorlage erstellt; es gibt daher keine Felder einer Vorlage auszufüllen.',
  'Contract {0} was not made to be signed inside another page; the mapping of its template says so by "embedded".':
    'Vertrag {0} wurde nicht dafür erstellt, innerhalb einer anderen Seite unterzeichnet zu werden; im Mapping seiner Vorlage wird das mit "embedded" festgelegt.',
  'Contract {0} is {1}: nothing of it is decided any more.':
    'Vertrag {0} ist {1}: Daran wird nichts mehr entschieden.',
  'can be sent to its counterparties': 'kann an seine Vertragspartner gesendet werden',
  'can be made ready for signature': 'kann zur Unterzeichnung freigegeben werden',
  'can be taken back from signature': 'kann aus der Unterzeichnung zurückgenommen werden',
  'has signatories to write to again': 'hat Unterzeichner, die erinnert werden können',
  'has recipients who can open it': 'hat Empfänger, die ihn öffnen können',
  'can be signed': 'kann unterzeichnet werden',
  "Contract {0} is {1} and can't be voided any more.":
    'Vertrag {0} ist {1} und kann nicht mehr für ungültig erklärt werden.',
  'takes a new version': 'nimmt eine neue Version an',
  'Contract {0} is a historical one, without data of a template.':
    'Vertrag {0} ist ein Bestandsvertrag ohne Daten einer Vorlage.',
  'can be filled in anew': 'kann neu ausgefüllt werden',
  'takes answers to its intake form': 'nimmt Antworten auf sein Anfrageformular an',
  'Contract {0} is {1}; its document is archived once it is EXECUTED.':
    'Vertrag {0} ist {1}; sein Dokument wird archiviert, sobald er EXECUTED ist.',
  'Contract {0} is {1}; its terms are held against the deal once it is EXECUTED.':
    'Vertrag {0} ist {1}; seine Konditionen werden mit der Opportunity verglichen, sobald er EXECUTED ist.',
  "Personal links are for the owner of the contract's deal, signed in as themselves, and for operators.":
    'Persönliche Links erhalten nur der Inhaber der Opportunity, wenn er selbst angemeldet ist, und Betreiber.',
  'Nothing is archived here: there is no archive file that names a destination.':
    'Hier wird nichts archiviert: Keine Archivdatei nennt ein Ziel.',
  'Nothing is checked here: the mapping file has no checks.':
    'Hier wird nichts geprüft: Die Mapping-Datei enthält keine Prüfungen.',
  'Everybody who signs contract {0} has signed; it is about to be executed.':
    'Alle Unterzeichner von Vertrag {0} haben unterzeichnet; er wird in Kürze wirksam.',
  'Nothing of contract {0} is checked yet: it is linked to no deal, no check of the mapping file is about it, or it has yet to be held against its deal, which "syncContract" does.':
    'Von Vertrag {0} ist noch nichts geprüft: Er gehört zu keiner Opportunity, keine Prüfung der Mapping-Datei betrifft ihn, oder er wurde noch nicht mit seiner Opportunity verglichen, was "syncContract" erledigt.',
  'What was signed in contract {0} is what its deal says; there is no difference to confirm.':
    'Was in Vertrag {0} unterzeichnet wurde, stimmt mit der Opportunity überein; es gibt keine Abweichung zu bestätigen.',
  'Every difference between contract {0} and its deal was confirmed already.':
    'Alle Abweichungen zwischen Vertrag {0} und seiner Opportunity wurden bereits bestätigt.',
  'Contract {0} is {1}; there is no executed document.':
    'Vertrag {0} ist {1}; es gibt kein unterzeichnetes Dokument.',
  'an {0}': '{0}',
  'a {0}': '{0}',
  '{0} Send less of it.': '{0} Senden Sie weniger davon.',
  'The value of "{0}" is nested more than {1} levels deep.':
    'Der Wert von "{0}" ist mehr als {1} Ebenen tief verschachtelt.',
  '"{0}" holds more than {1} values, those within tables counted.':
    '"{0}" enthält mehr als {1} Werte, die in Tabellen mitgezählt.',
  '"{0}" has a name of {1} characters, more than the {2} that any field has.':
    '"{0}" enthält einen Namen mit {1} Zeichen; kein Feld hat mehr als {2}.',
  '{0} is not an e-mail address.': '{0} ist keine E-Mail-Adresse.',
  '{0} addresses are more than the {1} that one contract is sent to.':
    '{0} Adressen sind zu viele: Ein Vertrag geht an höchstens {1}.',
  '"{0}" has {1} entries; 1 to {2} are taken at a time.':
    '"{0}" hat {1} Einträge; möglich sind 1 bis {2} auf einmal.',
  '"{0}" has to say something.': '"{0}" darf nicht leer sein.',
  'Say what is to change: there is nothing beside the ids.':
    'Geben Sie an, was sich ändern soll: Außer den Ids ist nichts angegeben.',
  '"{0}" is {1} characters long; at most {2} are taken. Shorten it.':
    '"{0}" ist {1} Zeichen lang; möglich sind höchstens {2}. Kürzen Sie es.',
  'The contract': 'Der Vertrag',
  'The mapping of template {0} names no counterparty, and SpotDraft needs one. Add counterparties with at least a contact to it.':
    'Das Mapping der Vorlage {0} nennt keinen Vertragspartner, und SpotDraft braucht einen. Ergänzen Sie counterparties mit mindestens einem Kontakt.',
  'Counterparty {0}': 'Vertragspartner {0}',
  'the mapping has no organizationName': 'das Mapping hat kein organizationName',
  'found none: {0}': 'nichts gefunden mit {0}',
  'needs the name of an organisation; {0}. Fill it in on the CRM record, or map it.':
    'Der Name einer Organisation fehlt ({0}). Tragen Sie ihn im CRM-Datensatz ein, oder ergänzen Sie das Mapping.',
  'a person': 'eine Person',
  'an organisation': 'eine Organisation',
  'has to be {0} in template {1}; make isIndividual {2} in the mapping, or leave it out.':
    'In Vorlage {1} muss dies {0} sein; setzen Sie isIndividual im Mapping auf {2}, oder lassen Sie es weg.',
  'needs a contact, and the mapping has no expression for one. Add contact to it.':
    'Ein Kontakt fehlt, und das Mapping hat keinen Ausdruck dafür. Ergänzen Sie contact.',
  'has {0} contacts by {1}. Narrow it to one, for example with [IsPrimary] or [Role = "Decision Maker"][0].':
    '{1} ergibt {0} Kontakte. Grenzen Sie es auf einen ein, zum Beispiel mit [IsPrimary] oder [Role = "Decision Maker"][0].',
  'needs a contact, but {0} found none in the deal. Add one to the CRM record.':
    'Ein Kontakt fehlt: {0} findet keinen in der Opportunity. Fügen Sie im CRM-Datensatz einen hinzu.',
  'needs a contact with {0}, but {1} gives {2}. Write it as {"firstName": …, "lastName": …, "email": …}.':
    'Ein Kontakt mit {0} fehlt: {1} ergibt {2}. Schreiben Sie ihn als {"firstName": …, "lastName": …, "email": …}.',
  'has no contact part "{0}"{1}; a contact consists of {2}. Correct the expression.':
    'Ein Kontakt hat keinen Teil "{0}"{1}; er besteht aus {2}. Korrigieren Sie den Ausdruck.',
  "needs the contact's {0}, but {1} found none. Fill it in on the CRM record.":
    '{0} des Kontakts fehlt: {1} findet nichts. Tragen Sie es im CRM-Datensatz ein.',
  'needs an e-mail address of the contact, but {0} gives {1}. Correct the CRM record.':
    'Die E-Mail-Adresse des Kontakts ist keine: {0} ergibt {1}. Korrigieren Sie den CRM-Datensatz.',
  'the mapping': 'das Mapping',
  'needs {0} in its address, but {1} gives none. Fill it in on the CRM record, or take address out of the mapping.':
    '{0} fehlt in der Anschrift: {1} ergibt nichts. Tragen Sie es im CRM-Datensatz ein, oder nehmen Sie address aus dem Mapping.',
  "needs the two-letter code of a country in its address, such as US, but the mapping gives {0}. Map the CRM's country code field.":
    'In der Anschrift wird der Ländercode aus zwei Buchstaben benötigt, etwa DE; das Mapping ergibt {0}. Verwenden Sie das Feld des CRM für den Ländercode.',
  'must be a whole number of units, 0 or more':
    'muss eine ganze Zahl von Einheiten sein, mindestens 0',
  'must have days that agree with {0} {1}, such as {2} (leave days out to have them computed)':
    'muss Tage haben, die zu {0} {1} passen, etwa {2} (ohne days werden sie berechnet)',
  'must be in {0}': 'muss in {0} angegeben sein',
  'is masked for this reader: the CRM shows it only to users who may view encrypted data. Have one of them make the contract, or pass the value in data':
    'ist für Sie maskiert: Das CRM zeigt es nur Benutzern, die verschlüsselte Daten sehen dürfen. Lassen Sie einen von ihnen den Vertrag erstellen, oder geben Sie den Wert in data an',
  'is the body of a file, which can not go into a field of a contract. Map another field, or pass the value in data':
    'ist der Inhalt einer Datei und kann nicht in ein Feld eines Vertrags gelangen. Verwenden Sie ein anderes Feld, oder geben Sie den Wert in data an',
  '{0}: {1}, which the expression {2} reads, {3}.': '{0}: {1}, das der Ausdruck {2} liest, {3}.',
  '{0}: the expression {1} failed on this deal: {2}. Correct the deal, or the expression in {3} line {4}.':
    '{0}: Der Ausdruck {1} ist bei dieser Opportunity gescheitert: {2}. Korrigieren Sie die Opportunity oder den Ausdruck in {3} Zeile {4}.',
  '{0} is required for this contract.': '{0} wird für diesen Vertrag benötigt.',
  'Field "{0}" ({1}) is required and the mapping has no expression for it. Pass it in data, or add it to the mapping of this template.':
    'Feld "{0}" ({1}) wird benötigt, und das Mapping hat keinen Ausdruck dafür. Geben Sie es in data an, oder ergänzen Sie es im Mapping dieser Vorlage.',
  'Field "{0}" ({1}) is required, but the expression {2} found no value in the deal. Fill it in on the CRM record, or pass it in data.':
    'Feld "{0}" ({1}) wird benötigt, aber der Ausdruck {2} findet in der Opportunity keinen Wert. Tragen Sie ihn im CRM-Datensatz ein, oder geben Sie ihn in data an.',
  '{0} is required for this contract, and the deal has no value for it. Enter it here, or fill it in on the deal.':
    '{0} wird für diesen Vertrag benötigt, und die Opportunity hat keinen Wert dafür. Geben Sie ihn hier ein, oder tragen Sie ihn in der Opportunity ein.',
  '{0} {1}, not {2}.': '{0} {1}, nicht {2}.',
  '{0} {1}.': '{0} {1}.',
  'something else': 'etwas anderes',
  'Field "{0}" ({1}) {2}, but the expression {3} gives {4}. Correct the CRM record or the expression, or pass the value in data.':
    'Feld "{0}" ({1}) {2}, aber der Ausdruck {3} ergibt {4}. Korrigieren Sie den CRM-Datensatz oder den Ausdruck, oder geben Sie den Wert in data an.',
  '{0} {1}, but the deal gives {2}. Enter it here, or correct it on the deal.':
    '{0} {1}, aber die Opportunity ergibt {2}. Geben Sie den Wert hier ein, oder korrigieren Sie ihn in der Opportunity.',
  '{0} has no part "{1}"{2}; it has {3}.': '{0} hat keinen Teil "{1}"{2}; vorhanden sind {3}.',
  '{0} has no column "{1}"{2}; it has {3}.': '{0} hat keine Spalte "{1}"{2}; vorhanden sind {3}.',
  '{0} Correct the expression {1}, or pass the value in data.':
    '{0} Korrigieren Sie den Ausdruck {1}, oder geben Sie den Wert in data an.',
  '{0} Enter it here, or ask your CRM admin to correct the mapping of this template.':
    '{0} Geben Sie den Wert hier ein, oder bitten Sie Ihren CRM-Administrator, das Mapping dieser Vorlage zu korrigieren.',
  '{0} could not be worked out from the deal. Enter it here, or ask your CRM admin to look at the mapping of this template.':
    '{0} konnte aus der Opportunity nicht ermittelt werden. Geben Sie den Wert hier ein, oder bitten Sie Ihren CRM-Administrator, das Mapping dieser Vorlage zu prüfen.',
  '{0} is hidden from you in the CRM. Enter it here, or ask somebody who may see it there.':
    '{0} ist im CRM für Sie verborgen. Geben Sie den Wert hier ein, oder fragen Sie jemanden, der ihn dort sehen darf.',
  '{0} is a file in the CRM. Enter it here, or ask your CRM admin to look at the mapping of this template.':
    '{0} ist im CRM eine Datei. Geben Sie den Wert hier ein, oder bitten Sie Ihren CRM-Administrator, das Mapping dieser Vorlage zu prüfen.',
  'must have the three-letter code of its currency, such as USD':
    'muss den Code der Währung aus drei Buchstaben haben, etwa EUR',
  '{0} row {1}': '{0} Zeile {1}',
  'must be given in its parts, which are {0}': 'muss in seinen Teilen angegeben werden: {0}',
  'must be a text': 'muss ein Text sein',
  'must be yes or no': 'muss Ja oder Nein sein',
  'must be a whole number': 'muss eine ganze Zahl sein',
  'must be a number': 'muss eine Zahl sein',
  'must be a list of texts': 'muss eine Liste von Texten sein',
  'must hold files that are added in SpotDraft':
    'nimmt Dateien auf, die in SpotDraft hinzugefügt werden',
  'must be made of values that can be written down':
    'muss aus Werten bestehen, die sich niederschreiben lassen',
  'must be a date written as 2026-03-28': 'muss ein Datum in der Form 2026-03-28 sein',
  'must be one of its options, of which the template has none':
    'muss eine der Auswahlmöglichkeiten sein, von denen die Vorlage keine hat',
  ' and {0} more': ' und {0} weitere',
  '; {0} options are labelled so': '; {0} Auswahlmöglichkeiten heißen so',
  'must be one of {0}{1}{2}': 'muss eine der Auswahlmöglichkeiten sein: {0}{1}{2}',
  'A contract needs at least one counterparty. Leave counterparties out to have those of the mapping.':
    'Ein Vertrag braucht mindestens einen Vertragspartner. Lassen Sie counterparties weg, um die des Mappings zu verwenden.',
  'Counterparty {0} {1}': 'Vertragspartner {0}: {1}',
  'is not there: SpotDraft has no counterparty {0}.': 'SpotDraft hat keinen Vertragspartner {0}.',
  'has to be {0} in template {1}.': 'In Vorlage {1} muss dies {0} sein.',
  'needs the name of the organisation.': 'Der Name der Organisation fehlt.',
  'needs a contact, with first name and e-mail address.':
    'Ein Kontakt mit Vornamen und E-Mail-Adresse fehlt.',
  'needs the first name of its contact.': 'Der Vorname des Kontakts fehlt.',
  'needs {0} in its address.': 'In der Anschrift fehlt {0}.',
  'needs the two-letter code of a country in its address, such as US, not {0}.':
    'In der Anschrift wird der Ländercode aus zwei Buchstaben benötigt, etwa DE, nicht {0}.',
  'needs the e-mail address of its contact.': 'Die E-Mail-Adresse des Kontakts fehlt.',
  'needs an e-mail address, not {0}.': 'Eine E-Mail-Adresse wird benötigt, nicht {0}.',
  'Signatory {0} {1}': 'Unterzeichner {0}: {1}',
  'needs a name.': 'Der Name fehlt.',
  'needs an e-mail address.': 'Die E-Mail-Adresse fehlt.',
  'needs a whole number from 1 on as order.': 'Als order wird eine ganze Zahl ab 1 benötigt.',
  'names a counterparty and does not sign for one. Leave out one of isCounterparty and counterpartyName.':
    'Ein Vertragspartner ist genannt, es wird aber nicht für ihn unterzeichnet. Lassen Sie isCounterparty oder counterpartyName weg.',
  'needs the name of the counterparty they sign for, which is one of {0}.':
    'Es fehlt, für welchen Vertragspartner unterzeichnet wird: {0}.',
  'signs for "{0}", and the contract has no counterparty of that name{1}; it has {2}.':
    'Unterzeichnet wird für "{0}", aber der Vertrag hat keinen Vertragspartner dieses Namens{1}; vorhanden sind {2}.',
  'Field "{0}" ({1})': 'Feld "{0}" ({1})',
  'The name of the contract': 'Der Name des Vertrags',
  '{0} has to be a text, but {1} gives {2}; wrap it in $string(…).':
    '{0} muss ein Text sein, aber {1} ergibt {2}; umschließen Sie es mit $string(…).',
  'Leave it out of data.': 'Lassen Sie es in data weg.',
  'Remove or rename it in the mapping of template {0}.':
    'Entfernen Sie es im Mapping der Vorlage {0}, oder benennen Sie es um.',
  '{0} {1}': '{0}: {1}',
  'needs a text as {0}, but {1} gives {2}. Narrow the expression to one text, or wrap it in $string(…).':
    'Als {0} wird ein Text benötigt, aber {1} ergibt {2}. Grenzen Sie den Ausdruck auf einen Text ein, oder umschließen Sie ihn mit $string(…).',
  'needs true or false as {0}, but {1} gives {2}. Correct the expression.':
    'Als {0} wird true oder false benötigt, aber {1} ergibt {2}. Korrigieren Sie den Ausdruck.',
  'needs a whole number from 1 on as {0}, but {1} gives {2}. Correct the expression.':
    'Als {0} wird eine ganze Zahl ab 1 benötigt, aber {1} ergibt {2}. Korrigieren Sie den Ausdruck.',
  'Signatory {0}': 'Unterzeichner {0}',
  'the mapping has no expression for it. Add {0} to it.':
    'das Mapping hat keinen Ausdruck dafür. Ergänzen Sie {0}.',
  '{0} found none in the deal. Fill it in on the CRM record, or pass signatories.':
    '{0} findet nichts in der Opportunity. Tragen Sie es im CRM-Datensatz ein, oder geben Sie signatories an.',
  'needs a name, but {0}': 'Der Name fehlt: {0}',
  'needs an e-mail address, but {0}': 'Die E-Mail-Adresse fehlt: {0}',
  'needs an e-mail address, but the mapping gives {0}. Correct the CRM record.':
    'Eine E-Mail-Adresse wird benötigt, aber das Mapping ergibt {0}. Korrigieren Sie den CRM-Datensatz.',
  'is to sign for counterparty {0}, and the contract has {1}. Write the number of one that it has, or leave it out for our side.':
    'Es soll für Vertragspartner {0} unterzeichnet werden, aber der Vertrag hat {1}. Geben Sie die Nummer eines vorhandenen an, oder lassen Sie sie für die eigene Seite weg.',
  'Signatory {0} needs an order: all signatories have a place in the order of signing, or none.':
    'Unterzeichner {0}: Eine Reihenfolge fehlt. Entweder haben alle Unterzeichner einen Platz darin oder keiner.',
  'An order of signing needs somebody who signs for a counterparty. Name one of them, or leave out order.':
    'Für eine Reihenfolge der Unterzeichnung muss jemand für einen Vertragspartner unterzeichnen. Nennen Sie jemanden, oder lassen Sie die Reihenfolge weg.',
  'Template {0} ({1}) has no field "{2}"{3}. {4}': 'Vorlage {0} ({1}) hat kein Feld "{2}"{3}. {4}',
  ' (did you mean "{0}"?)': ' (meinten Sie "{0}"?)',
  'It could not be archived yet; the operator of dealdraft sees why.':
    'Es konnte noch nicht archiviert werden; der Betreiber von dealdraft sieht, warum.',
  'The last try failed; the operator of dealdraft sees why.':
    'Der letzte Versuch ist gescheitert; der Betreiber von dealdraft sieht, warum.',
  'There are {0} more faults than the {1} that are told. Mend these first, or send less at a time.':
    'Es gibt {0} weitere Fehler außer den {1} genannten. Beheben Sie zuerst diese, oder senden Sie weniger auf einmal.',
  'an approval': 'eine Freigabe',
  'a review request': 'eine Bitte um Prüfung',
  'Give exactly one of {0}.': 'Geben Sie genau eines davon an: {0}.',
  'a comment': 'ein Kommentar',
  'Say in "note" why the contract is voided; SpotDraft keeps it with the contract.':
    'Geben Sie an, warum der Vertrag für ungültig erklärt wird; SpotDraft bewahrt es beim Vertrag auf.',
  'Sync waits for SpotDraft to answer again, and goes on by itself.':
    'Der Abgleich wartet, bis SpotDraft wieder antwortet, und geht von selbst weiter.',
  'Sync waits for the CRM to answer again, and goes on by itself.':
    'Der Abgleich wartet, bis das CRM wieder antwortet, und geht von selbst weiter.',
  template: 'Vorlage',
  'A contract was already requested for this deal and {0}, with other input. Repeat the same input, or use a new idempotencyKey to make another contract.':
    'Für diese Opportunity ({0}) wurde bereits ein Vertrag mit anderen Eingaben angefordert. Wiederholen Sie dieselben Eingaben, oder verwenden Sie für einen weiteren Vertrag einen neuen idempotencyKey.',
  'SpotDraft did not say whether it created the contract. It is being looked for, which takes a few minutes at most; it appears on the deal once it is found. Repeat the same request to learn the outcome: nothing is created twice.':
    'SpotDraft hat nicht bestätigt, ob der Vertrag erstellt wurde. Er wird gesucht, was höchstens einige Minuten dauert, und erscheint bei der Opportunity, sobald er gefunden ist. Wiederholen Sie dieselbe Anfrage, um das Ergebnis zu erfahren: Nichts wird doppelt erstellt.',
  '"name" is blank; leave it out to have the contract named by the mapping.':
    'Der Name ist leer; lassen Sie ihn weg, damit das Mapping den Vertrag benennt.',
  'Give the id of a counterparty that SpotDraft has, or organizationName; not both.':
    'Geben Sie die Id eines Vertragspartners aus SpotDraft oder organizationName an, nicht beides.',
  '"{0}" has {1} entries; a contract takes at most {2}.':
    '"{0}" hat {1} Einträge; ein Vertrag nimmt höchstens {2} auf.',
  'There is no such opportunity, or you have no access to it in the CRM.':
    'Es gibt keine solche Opportunity, oder Sie haben im CRM keinen Zugriff darauf.',
  ' If {0} is meant as a fixed text, the mapping has to say {1}.':
    ' Wenn {0} ein fester Text sein soll, muss im Mapping {1} stehen.',
  'The mapping file has no entry for template {0} ({1}). Ask your CRM admin to add one under "contracts".':
    'Die Mapping-Datei hat keinen Eintrag für Vorlage {0} ({1}). Bitten Sie Ihren CRM-Administrator, unter "contracts" einen zu ergänzen.',
  'a relation': 'eine Beziehung',
  'a mail to the counterparties': 'eine E-Mail an die Vertragspartner',
  '{0} files are more than the {1} that go along with one mail.':
    '{0} Dateien sind zu viele: Mit einer E-Mail gehen höchstens {1} mit.',
  'A file name has 1 to 255 characters and no slashes, such as "terms.pdf".':
    'Ein Dateiname hat 1 bis 255 Zeichen und keine Schrägstriche, etwa "konditionen.pdf".',
  'A file has a type such as "application/pdf".': 'Eine Datei hat einen Typ wie "application/pdf".',
  'A file is its bytes in base64, on one line.':
    'Eine Datei besteht aus ihren Bytes in Base64, in einer Zeile.',
  '"{0}" matches: there is no difference to confirm.':
    '"{0}" stimmt überein: Es gibt keine Abweichung zu bestätigen.',
  'Say in "reason" why the difference is right; people see it beside the check.':
    'Geben Sie an, warum die Abweichung richtig ist; die Begründung steht neben der Prüfung.',
  'No check of the contract has been made. "syncContract" makes those of the mapping file.':
    'Für den Vertrag wurde noch keine Prüfung durchgeführt. "syncContract" führt die der Mapping-Datei durch.',
  'The contract has no check of that name; it has {0}.':
    'Der Vertrag hat keine Prüfung dieses Namens; vorhanden sind {0}.',
  'a counterparty': 'ein Vertragspartner',
  'an address': 'eine Anschrift',
  'a contact': 'ein Kontakt',
  'Correct the credentials of this system and start again; "dealdraft doctor" says which. Nothing is lost meanwhile.':
    'Korrigieren Sie die Zugangsdaten dieses Systems und starten Sie neu; "dealdraft doctor" sagt, welche. Inzwischen geht nichts verloren.',
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
    '"dealdraft terms" listet sie auf. Korrigieren Sie die Opportunity oder die Vertragsangabe, oder bestätigen Sie die Abweichung am Vertrag.',
  'Work with {0} is paused.': 'Die Arbeit mit {0} ist unterbrochen.',
  'Nothing is lost, and it goes on by itself. Next try at {0}.':
    'Nichts geht verloren, und es geht von selbst weiter. Nächster Versuch: {0}.',
  'SpotDraft changes contracts, and no webhook delivery comes.':
    'SpotDraft ändert Verträge, aber es kommen keine Webhook-Zustellungen an.',
  'SpotDraft may have disabled the webhook, or does not reach this server.':
    'SpotDraft hat den Webhook möglicherweise deaktiviert, oder es erreicht diesen Server nicht.',
  'Run "dealdraft webhooks register". Repair passes bring in what was missed.':
    'Führen Sie "dealdraft webhooks register" aus. Reparaturläufe holen nach, was ausgeblieben ist.',
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
    '"dealdraft archive check" zeigt, was dort nicht stimmt. Nächster Versuch: {0}.',
  '1 document could not be archived at {0}.': '1 Dokument konnte in {0} nicht archiviert werden.',
  '{0} documents could not be archived at {1}.':
    '{0} Dokumente konnten in {1} nicht archiviert werden.',
  'Mend the cause, then "dealdraft archive retry --destination {0}".':
    'Beheben Sie die Ursache, dann "dealdraft archive retry --destination {0}".',
  'The store was never filled from SpotDraft.':
    'Der Speicher wurde noch nie aus SpotDraft befüllt.',
  'Contracts from before this store are not known, and repair passes do not begin.':
    'Verträge aus der Zeit vor diesem Speicher sind nicht bekannt, und Reparaturläufe beginnen nicht.',
  'Run "dealdraft backfill".': 'Führen Sie "dealdraft backfill" aus.',
  'Repair passes are paused: what no delivery told is not found.':
    'Reparaturläufe sind angehalten: Was keine Zustellung gemeldet hat, wird nicht gefunden.',
  'Paused by {0}.': 'Angehalten von {0}.',
  'Resume them below.': 'Setzen Sie sie unten fort.',
  'There is nothing to repair yet. Start a backfill first, or run "dealdraft backfill".':
    'Es gibt noch nichts zu reparieren. Starten Sie zuerst einen Erstabgleich, oder führen Sie "dealdraft backfill" aus.',
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
    '{0} Ids sind zu viele: Eine Anfrage nimmt höchstens {1}.',
  'a webhook': 'ein Webhook',
  'There is no webhook subscription here. If SpotDraft has one, name it by "id": it can not list them.':
    'Hier gibt es kein Webhook-Abonnement. Wenn SpotDraft eines hat, nennen Sie es mit "id": Auflisten kann SpotDraft sie nicht.',
  'SpotDraft sends to an https address without a query: name in "publicUrl" where it reaches this server, or set PUBLIC_URL.':
    'SpotDraft sendet an eine https-Adresse ohne Abfrageteil: Nennen Sie in "publicUrl", wo es diesen Server erreicht, oder setzen Sie PUBLIC_URL.',
  'an intake': 'eine Anfrage',
  '"idempotencyKey" has {0} characters; it needs 1 to {1} that are not all blank.':
    '"idempotencyKey" hat {0} Zeichen; nötig sind 1 bis {1}, die nicht alle leer sind.',
  'With this key, {0} was already requested with other input. Repeat the same input, or use a new idempotencyKey to make another.':
    'Mit diesem Schlüssel wurde bereits mit anderen Eingaben angefordert: {0}. Wiederholen Sie dieselben Eingaben, oder verwenden Sie einen neuen idempotencyKey.',
  'It shows nothing that would tell: look for it in SpotDraft. The same request is not sent again for a day; if it is not there, ask for it with a new idempotencyKey.':
    'An nichts ist es zu erkennen: Sehen Sie in SpotDraft nach. Dieselbe Anfrage wird einen Tag lang nicht erneut gesendet; wenn es dort fehlt, fordern Sie es mit einem neuen idempotencyKey an.',
  'It is being looked for. Repeat the same request to learn the outcome: nothing is made twice.':
    'Danach wird gesucht. Wiederholen Sie dieselbe Anfrage, um das Ergebnis zu erfahren: Nichts geschieht doppelt.',
  'SpotDraft did not say whether it made {0}. {1}':
    'SpotDraft hat nicht bestätigt, ob dies geschehen ist: {0}. {1}',
  'Neither your token nor the CRM says under which e-mail address you act in SpotDraft. Ask the operator of dealdraft to enter it in IDENTITY_FILE.':
    'Weder Ihr Token noch das CRM nennt die E-Mail-Adresse, unter der Sie in SpotDraft handeln. Bitten Sie den Betreiber von dealdraft, sie in IDENTITY_FILE einzutragen.',
  'If you have another address there, ask the operator of dealdraft to enter it in IDENTITY_FILE.':
    'Wenn Sie dort eine andere Adresse haben, bitten Sie den Betreiber von dealdraft, sie in IDENTITY_FILE einzutragen.',
  'SpotDraft has no user {0}, as whom you act there. Ask your SpotDraft admin to add this address. {1}':
    'In SpotDraft gibt es keinen Benutzer {0}, als der Sie dort handeln. Bitten Sie Ihren SpotDraft-Administrator, diese Adresse hinzuzufügen. {1}',
  'The SpotDraft user {0}, as whom you act there, is not active. Ask your SpotDraft admin to activate it. {1}':
    'Der SpotDraft-Benutzer {0}, als der Sie dort handeln, ist nicht aktiv. Bitten Sie Ihren SpotDraft-Administrator, ihn zu aktivieren. {1}',
  'a user': 'ein Benutzer',
  'a version of this contract': 'eine Version dieses Vertrags',
  'a supporting document of this contract': 'ein Begleitdokument dieses Vertrags',
  'contract type': 'Vertragstyp',
  'an entity': 'eine Gesellschaft',
  'a tag': 'ein Schlagwort',
  'Set SPOTDRAFT_HMAC_KEY to what "dealdraft webhooks key" prints, or leave it out so that it is fetched.':
    'Setzen Sie SPOTDRAFT_HMAC_KEY auf die Ausgabe von "dealdraft webhooks key", oder lassen Sie es weg, damit der Schlüssel abgerufen wird.',
};
