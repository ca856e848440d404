/** What is wrong with what goes into contracts and CRM records by the mapping file, in German. */
export const MAPPING: Readonly<Record<string, string>> = {
  'the deal has no {0} that dealdraft may write, so what keeps a contract from being made is not seen in the CRM; install the Salesforce package, or grant the field.':
    'der Opportunity fehlt {0}, das dealdraft schreiben darf; was einen Vertrag verhindert, ist daher im CRM nicht zu sehen; installieren Sie das Salesforce-Paket, oder geben Sie das Feld frei.',
  'name of the contract': 'Name des Vertrags',
  'template {0} has no field "{1}"{2}; remove or rename it.':
    'Vorlage {0} hat kein Feld „{1}“{2}; entfernen Sie es, oder benennen Sie es um.',
  '{0} gives another value each time: the contract will not say what its draft showed.':
    '{0} ergibt jedes Mal einen anderen Wert: Der Vertrag wird nicht sagen, was sein Entwurf zeigte.',
  '{0} of counterparty {1}': '{0} der Gegenpartei {1}',
  '{0} of signatory {1}': '{0} des Unterzeichners {1}',
  'field "{0}" ({1}) of template {2} is required and not mapped; map it, or every contract needs it in data.':
    'Feld „{0}“ ({1}) der Vorlage {2} wird benötigt und fehlt im Mapping; ergänzen Sie es, sonst braucht jeder Vertrag es in data.',
  'no counterparty is mapped, and SpotDraft needs one; add counterparties.':
    'im Mapping fehlt eine Gegenpartei, und SpotDraft braucht eine; ergänzen Sie counterparties.',
  'counterparty {0} has no contact, and SpotDraft needs one; add it.':
    'Gegenpartei {0} hat keinen Kontakt, und SpotDraft braucht einen; ergänzen Sie ihn.',
  'counterparty {0} has no organizationName, and template {1} is for organisations; add it.':
    'Gegenpartei {0} hat kein organizationName, und Vorlage {1} ist für Organisationen; ergänzen Sie es.',
  '{0}.{1} has to be a text field, unique, an external id and writable for dealdraft, or one contract could be renewed twice; install the Salesforce package.':
    '{0}.{1} muss ein Textfeld sein, eindeutig, eine externe ID und für dealdraft beschreibbar, sonst könnte ein Vertrag zweimal verlängert werden; installieren Sie das Salesforce-Paket.',
  'no deal can be made without {0}; add it below opportunity.':
    'ohne {0} kann keine Opportunity angelegt werden; ergänzen Sie es unter opportunity.',
  "{0}.{1} can't be set when a deal is made; grant edit access to the field, or take it out.":
    '{0}.{1} kann beim Anlegen einer Opportunity nicht gesetzt werden; geben Sie Bearbeitungszugriff auf das Feld, oder nehmen Sie es heraus.',
  'no contract type of SpotDraft has a key pointer "{0}"{1}; correct the name, or the check finds no signed value.':
    'kein Vertragstyp in SpotDraft hat eine Vertragsangabe „{0}“{1}; korrigieren Sie den Namen, sonst findet die Prüfung keinen unterzeichneten Wert.',
  '{0} is a CRM field of type {1}': '{0} ist ein CRM-Feld vom Typ {1}',
  '{0}, to which a tolerance of days means nothing; write a number or "1%".':
    '{0}; eine Toleranz in Tagen bedeutet dafür nichts; schreiben Sie eine Zahl oder „1%“.',
  '{0}, of which there is no percentage; write a tolerance such as "3 days".':
    '{0}; davon gibt es keinen Prozentsatz; schreiben Sie eine Toleranz wie „3 days“.',
  '{0}, to which a tolerance means nothing; leave it out.':
    '{0}; eine Toleranz bedeutet dafür nichts; lassen Sie sie weg.',
  '{0}.{1} has to be an external id and unique, or two records could stand for one contract.':
    '{0}.{1} muss eine externe ID und eindeutig sein, sonst könnten zwei Datensätze für einen Vertrag stehen.',
  '{0}.{1} has to be a look-up to the deal.':
    '{0}.{1} muss eine Nachschlagebeziehung zur Opportunity sein.',
  'the CRM has no object {0}, or dealdraft may not see it.':
    'das CRM hat kein Objekt {0}, oder dealdraft darf es nicht sehen.',
  '{0}.{1} is not {2} for dealdraft; grant edit access to the field, or take it out.':
    '{0}.{1} ist für dealdraft nicht verfügbar ({2}); geben Sie Bearbeitungszugriff auf das Feld, oder nehmen Sie es heraus.',
  'a date': 'ein Datum',
  'a number': 'eine Zahl',
  'a value': 'einen Wert',
  'a text': 'einen Text',
  "a contract's status": 'den Status eines Vertrags',
  'a link': 'einen Link',
  'an e-mail address': 'eine E-Mail-Adresse',
  'a date with time': 'ein Datum mit Uhrzeit',
  '{0} is a CRM field of type {1}, but the expression gives {2}{3}.':
    '{0} ist ein CRM-Feld vom Typ {1}, aber der Ausdruck ergibt {2}{3}.',
  '{0}, which is an object; name a part of it':
    '{0}, was ein Objekt ist; nennen Sie einen Teil davon',
  '{0}, a CRM field of type {1}, {2}{3}.': '{0}, ein CRM-Feld vom Typ {1}, {2}{3}.',
  'an object, which no CRM field can hold': 'ein Objekt, das kein CRM-Feld aufnehmen kann',
  '{0} is a restricted picklist without {1}; add these values, or rows with such a {2} are refused.':
    '{0} ist eine eingeschränkte Auswahlliste ohne {1}; ergänzen Sie diese Werte, sonst werden Zeilen mit einem solchen {2} abgelehnt.',
  '{0} is a restricted picklist, but {1} may be any text; rows with another than {2} are refused. Translate it in the expression, or write it into a text field.':
    '{0} ist eine eingeschränkte Auswahlliste, aber {1} kann jeder Text sein; Zeilen mit etwas anderem als {2} werden abgelehnt. Übersetzen Sie es im Ausdruck, oder schreiben Sie es in ein Textfeld.',
  'take one of them with [0], or join them with $join(…, ", ")':
    'nehmen Sie mit [0] einen davon, oder verbinden Sie sie mit $join(…, ", ")',
  '{0} holds one value, but the expression may give several; {1}.':
    '{0} enthält einen Wert, aber der Ausdruck kann mehrere ergeben; {1}.',
  '{0} holds one value, but the expression gives several; {1}.':
    '{0} enthält einen Wert, aber der Ausdruck ergibt mehrere; {1}.',
  '; cut the time off with $substringBefore(…, "T")':
    '; schneiden Sie die Uhrzeit mit $substringBefore(…, "T") ab',
  '; wrap it in $string(…)': '; umschließen Sie es mit $string(…)',
  '; convert it with $number(…)': '; wandeln Sie es mit $number(…) um',
  '; convert it, or choose another field': '; wandeln Sie es um, oder wählen Sie ein anderes Feld',
  '; that of {0} is "{1}"': '; die von {0} ist „{1}“',
  'entity: SpotDraft has no entity with the reference id "{0}"{1}; it has {2}.':
    'entity: SpotDraft hat keine Gesellschaft mit der Referenz-ID „{0}“{1}; vorhanden sind {2}.',
  'SpotDraft has no template {0}, or it is archived; correct the id or remove the entry.':
    'SpotDraft hat keine Vorlage {0}, oder sie ist archiviert; korrigieren Sie die ID, oder entfernen Sie den Eintrag.',
  '{0}: SpotDraft knows no jurisdiction "{1}"; write the ISO code of a country, such as US.':
    '{0}: SpotDraft kennt keine Rechtsordnung „{1}“; schreiben Sie den ISO-Code eines Landes, etwa DE.',
  '{0}: SpotDraft has no organisation type "{1}"{2}{3}; it has {4}.':
    '{0}: SpotDraft hat keine Organisationsart „{1}“{2}{3}; vorhanden sind {4}.',
  '{0}: {1}. SALESFORCE_DEFAULT_CURRENCY stands in for it.':
    '{0}: {1}. SALESFORCE_DEFAULT_CURRENCY tritt an dessen Stelle.',
  'signatory {0} has no order, and others have; all signatories have a place in the order of signing, or none.':
    'Unterzeichner {0} hat keine Reihenfolge, andere haben eine; entweder haben alle Unterzeichner einen Platz darin oder keiner.',
  'signatories have an order, and nobody signs for a counterparty, which SpotDraft needs then; add one of them, or take order out.':
    'Unterzeichner haben eine Reihenfolge, aber niemand unterzeichnet für eine Gegenpartei, was SpotDraft dann verlangt; ergänzen Sie jemanden, oder nehmen Sie order heraus.',
  '{0} has no {1}, and SpotDraft needs one; add it.':
    '{0}: Es fehlt {1}, und SpotDraft braucht es; ergänzen Sie es.',
  'email of {0} is no e-mail address: {1}; correct it.':
    'email ({0}) ist keine E-Mail-Adresse: {1}; korrigieren Sie sie.',
  'order of {0} is {1}; write a whole number from 1 on.':
    'order ({0}) ist {1}; schreiben Sie eine ganze Zahl ab 1.',
  '{0} signs for counterparty {1}, and {2} are mapped; write the number of one of them, from 1, or leave it out for our side.':
    '{0} unterzeichnet für Gegenpartei {1}, im Mapping stehen aber {2}; schreiben Sie die Nummer einer davon, ab 1, oder lassen Sie sie für die eigene Seite weg.',
  '{0} takes one value, but the expression may give several; take one of them with [0], or join them with $join(…, ", ").':
    '{0} nimmt einen Wert auf, aber der Ausdruck kann mehrere ergeben; nehmen Sie mit [0] einen davon, oder verbinden Sie sie mit $join(…, ", ").',
  '{0} takes {1}, but the expression gives an object':
    '{0} nimmt {1} auf, aber der Ausdruck ergibt ein Objekt',
  '{0} is made of {1}, but the expression gives a single value; write {{2}}.':
    '{0} besteht aus {1}, aber der Ausdruck ergibt einen einzelnen Wert; schreiben Sie {{2}}.',
  '{0} has no {1} "{2}"{3}; it has {4}.':
    '{0} hat kein Element „{2}“ ({1}){3}; vorhanden sind {4}.',
  '{0} needs the {1} "{2}" ({3}); add it.': '{0} braucht „{2}“ ({1}: {3}); ergänzen Sie es.',
  part: 'Teil',
  column: 'Spalte',
  '{0} {1}, but the expression gives {2}.': '{0} {1}, aber der Ausdruck ergibt {2}.',
  '{0} {1}{2}, but the expression gives {3}{4}.': '{0} {1}{2}, aber der Ausdruck ergibt {3}{4}.',
  '{0} is of type {1}, but the expression gives a {2}{3}.':
    '{0} hat den Typ {1}, aber der Ausdruck ergibt den Typ {2}{3}.',
  "{0} is the body of a file, of which the CRM gives only the address; it can't go into a contract's field.":
    '{0} ist der Inhalt einer Datei, von dem das CRM nur die Adresse liefert; er kann nicht in ein Feld eines Vertrags gelangen.',
  '{0} takes a list, but {1} is a multi-select picklist, which gives one text; write $split({2}, ";").':
    '{0} nimmt eine Liste auf, aber {1} ist eine Mehrfachauswahlliste, die einen Text ergibt; schreiben Sie $split({2}, ";").',
  '{0} is of type {1}, but {2} is a CRM field of type {3}; convert it in the expression, or map another field.':
    '{0} hat den Typ {1}, aber {2} ist ein CRM-Feld vom Typ {3}; wandeln Sie es im Ausdruck um, oder verwenden Sie ein anderes Feld.',
  '{0} takes whole numbers, but {1} may have a fraction; use $round({2}) if that is meant.':
    '{0} nimmt ganze Zahlen auf, aber {1} kann Nachkommastellen haben; verwenden Sie $round({2}), wenn das gewollt ist.',
  "{0} is encrypted: whoever may not see it in the CRM gets a mask and can't make this contract without giving the value themselves.":
    '{0} ist verschlüsselt: Wer es im CRM nicht sehen darf, erhält eine Maske und kann diesen Vertrag nur erstellen, wenn er den Wert selbst angibt.',
  '{0} is a multi-select picklist, which gives "A;B"; write {1}.':
    '{0} ist eine Mehrfachauswahlliste, die „A;B“ ergibt; schreiben Sie {1}.',
  '{0} has no option that is a {1}, but {2} is a CRM field of type {3}; its options are {4}. Translate it in the expression.':
    '{0} hat keine Auswahlmöglichkeit vom Typ {1}, aber {2} ist ein CRM-Feld vom Typ {3}; vorhanden sind {4}. Übersetzen Sie es im Ausdruck.',
  '{0} has no option for {1} of {2}; its options are {3}. Add them in SpotDraft, or translate them in the expression.':
    '{0} hat keine Auswahlmöglichkeit für {1} aus {2}; vorhanden sind {3}. Ergänzen Sie sie in SpotDraft, oder übersetzen Sie sie im Ausdruck.',
  'field "{0}" ({1})': 'Feld „{0}“ ({1})',
  'The contract': 'Der Vertrag',
  'The mapping of template {0} names no counterparty, and SpotDraft needs one. Add counterparties with at least a contact to it.':
    'Das Mapping der Vorlage {0} nennt keine Gegenpartei, und SpotDraft braucht eine. Ergänzen Sie counterparties mit mindestens einem Kontakt.',
  'Counterparty {0}': 'Gegenpartei {0}',
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
    '{1} ergibt {0} Kontakte. Grenzen Sie es auf einen ein, zum Beispiel mit [IsPrimary] oder [Role = „Decision Maker“][0].',
  'needs a contact, but {0} found none in the deal. Add one to the CRM record.':
    'Ein Kontakt fehlt: {0} findet keinen in der Opportunity. Fügen Sie im CRM-Datensatz einen hinzu.',
  'needs a contact with {0}, but {1} gives {2}. Write it as {"firstName": …, "lastName": …, "email": …}.':
    'Ein Kontakt mit {0} fehlt: {1} ergibt {2}. Schreiben Sie ihn als {"firstName": …, "lastName": …, "email": …}.',
  'has no contact part "{0}"{1}; a contact consists of {2}. Correct the expression.':
    'Ein Kontakt hat keinen Teil „{0}“{1}; er besteht aus {2}. Korrigieren Sie den Ausdruck.',
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
    'Feld „{0}“ ({1}) wird benötigt, und das Mapping hat keinen Ausdruck dafür. Geben Sie es in data an, oder ergänzen Sie es im Mapping dieser Vorlage.',
  'Field "{0}" ({1}) is required, but the expression {2} found no value in the deal. Fill it in on the CRM record, or pass it in data.':
    'Feld „{0}“ ({1}) wird benötigt, aber der Ausdruck {2} findet in der Opportunity keinen Wert. Tragen Sie ihn im CRM-Datensatz ein, oder geben Sie ihn in data an.',
  '{0} is required for this contract, and the deal has no value for it. Enter it here, or fill it in on the deal.':
    '{0} wird für diesen Vertrag benötigt, und die Opportunity hat keinen Wert dafür. Geben Sie ihn hier ein, oder tragen Sie ihn in der Opportunity ein.',
  '{0} {1}, not {2}.': '{0} {1}, nicht {2}.',
  '{0} {1}.': '{0} {1}.',
  'something else': 'etwas anderes',
  'Field "{0}" ({1}) {2}, but the expression {3} gives {4}. Correct the CRM record or the expression, or pass the value in data.':
    'Feld „{0}“ ({1}) {2}, aber der Ausdruck {3} ergibt {4}. Korrigieren Sie den CRM-Datensatz oder den Ausdruck, oder geben Sie den Wert in data an.',
  '{0} {1}, but the deal gives {2}. Enter it here, or correct it on the deal.':
    '{0} {1}, aber die Opportunity ergibt {2}. Geben Sie den Wert hier ein, oder korrigieren Sie ihn in der Opportunity.',
  '{0} has no part "{1}"{2}; it has {3}.': '{0} hat keinen Teil „{1}“{2}; vorhanden sind {3}.',
  '{0} has no column "{1}"{2}; it has {3}.': '{0} hat keine Spalte „{1}“{2}; vorhanden sind {3}.',
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
  'Leave it out of data.': 'Lassen Sie es in data weg.',
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
    'Ein Vertrag braucht mindestens eine Gegenpartei. Lassen Sie counterparties weg, um die des Mappings zu verwenden.',
  'Counterparty {0} {1}': 'Gegenpartei {0}: {1}',
  'is not there: SpotDraft has no counterparty {0}.': 'SpotDraft hat keine Gegenpartei {0}.',
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
    'Eine Gegenpartei ist genannt, es wird aber nicht für sie unterzeichnet. Lassen Sie isCounterparty oder counterpartyName weg.',
  'needs the name of the counterparty they sign for, which is one of {0}.':
    'Es fehlt, für welche Gegenpartei unterzeichnet wird: {0}.',
  'signs for "{0}", and the contract has no counterparty of that name{1}; it has {2}.':
    'Unterzeichnet wird für „{0}“, aber der Vertrag hat keine Gegenpartei dieses Namens{1}; vorhanden sind {2}.',
  'Field "{0}" ({1})': 'Feld „{0}“ ({1})',
  'The name of the contract': 'Der Name des Vertrags',
  '{0} has to be a text, but {1} gives {2}; wrap it in $string(…).':
    '{0} muss ein Text sein, aber {1} ergibt {2}; umschließen Sie es mit $string(…).',
  'Remove or rename it in the mapping of template {0}.':
    'Entfernen Sie es im Mapping der Vorlage {0}, oder benennen Sie es um.',
  '{0} {1}': '{0}: {1}',
  'needs a text as {0}, but {1} gives {2}. Narrow the expression to one text, or wrap it in $string(…).':
    'Als {0} wird ein Text benötigt, aber {1} ergibt {2}. Grenzen Sie den Ausdruck auf einen Text ein, oder umschließen Sie ihn mit $string(…).',
  'needs true or false as {0}, but {1} gives {2}. Correct the expression.':
    'Als {0} wird true oder false benötigt, aber {1} ergibt {2}. Korrigieren Sie den Ausdruck.',
  'needs a whole number from 1 on as {0}, but {1} gives {2}. Correct the expression.':
    'Als {0} wird eine ganze Zahl ab 1 benötigt, aber {1} ergibt {2}. Korrigieren Sie den Ausdruck.',
  'is masked for the integration user; grant it "View Encrypted Data", or read another field':
    'ist für den Integrationsbenutzer maskiert; geben Sie ihm „View Encrypted Data“, oder lesen Sie ein anderes Feld',
  'is the body of a file, which can not be read here; read another field':
    'ist der Inhalt einer Datei, der hier nicht gelesen werden kann; lesen Sie ein anderes Feld',
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
    'Es soll für Gegenpartei {0} unterzeichnet werden, aber der Vertrag hat {1}. Geben Sie die Nummer einer vorhandenen an, oder lassen Sie sie für die eigene Seite weg.',
  'Signatory {0} needs an order: all signatories have a place in the order of signing, or none.':
    'Unterzeichner {0}: Eine Reihenfolge fehlt. Entweder haben alle Unterzeichner einen Platz darin oder keiner.',
  'An order of signing needs somebody who signs for a counterparty. Name one of them, or leave out order.':
    'Für eine Reihenfolge der Unterzeichnung muss jemand für eine Gegenpartei unterzeichnen. Nennen Sie jemanden, oder lassen Sie die Reihenfolge weg.',
  'Template {0} ({1}) has no field "{2}"{3}. {4}': 'Vorlage {0} ({1}) hat kein Feld „{2}“{3}. {4}',
  'look-up or child list': 'Beziehung oder untergeordnete Liste',
  field: 'Feld',
  '{0} has no {1} {2}{3}, or dealdraft may not read it; correct the path or grant the field':
    '{0} hat kein Element {2} ({1}){3}, oder dealdraft darf es nicht lesen; korrigieren Sie den Pfad, oder geben Sie das Feld frei',
  'row {0} is not in the contract': 'Zeile {0} fehlt im Vertrag',
  'row {0} is in the contract alone': 'Zeile {0} steht nur im Vertrag',
  'row {0}: {1}': 'Zeile {0}: {1}',
  'and {0} more': 'und {0} weitere',
  '{0} {1} instead of {2}': '{0} {1} statt {2}',
  '{0} instead of {1}': '{0} statt {1}',
  'another text': 'anderer Text',
  "{0} can't be compared with {1}": '{0} ist mit {1} nicht vergleichbar',
  'neither the contract nor the deal has a value':
    'weder der Vertrag noch die Opportunity hat einen Wert',
  'the contract has no value': 'der Vertrag hat keinen Wert',
  'the deal has no value': 'die Opportunity hat keinen Wert',
  'in {0} instead of {1}': 'in {0} statt {1}',
  '{0} less{1}': '{0} weniger{1}',
  '{0} more{1}': '{0} mehr{1}',
  ' (less than 0.01 %)': ' (weniger als 0,01 %)',
  '{0} shorter': '{0} kürzer',
  '{0} longer': '{0} länger',
  '{0} earlier': '{0} früher',
  '{0} later': '{0} später',
  '1 second': '1 Sekunde',
  '1 minute': '1 Minute',
  '1 hour': '1 Stunde',
  '1 day': '1 Tag',
  '1 month': '1 Monat',
  '{0} seconds': '{0} Sekunden',
  '{0} minutes': '{0} Minuten',
  '{0} days': '{0} Tage',
  '{0} months': '{0} Monate',
  'a duration': 'eine Dauer',
  'an amount': 'ein Betrag',
  'an object': 'ein Objekt',
  'the text {0}': 'der Text {0}',
  'the signed value {0}': 'der unterzeichnete Wert {0}',
  "the deal's value {0}": 'der Wert der Opportunity {0}',
  'whether it applies {0}': 'ob sie gilt, {0}',
  'whether it applies is neither true nor false': 'ob sie gilt, ist weder true noch false',
  'is masked for the integration user': 'ist für den Integrationsbenutzer maskiert',
  'is the body of a file': 'ist der Inhalt einer Datei',
  "can't be worked out: {0} {1}": 'lässt sich nicht ermitteln: {0} {1}',
  "can't be worked out: {0}": 'lässt sich nicht ermitteln: {0}',
  ' (did you mean "{0}"?)': ' (meinten Sie „{0}“?)',
  '; if a fixed text is meant, write it in both kinds of quotes: {0}':
    '; wenn ein fester Text gemeint ist, schreiben Sie ihn in beiden Arten von Anführungszeichen: {0}',
  'takes true or false': 'nimmt true oder false auf',
  'takes a date such as 2026-03-28': 'nimmt ein Datum wie 2026-03-28 auf',
  'takes a date with time such as 2026-03-28T09:00:00Z':
    'nimmt ein Datum mit Uhrzeit wie 2026-03-28T09:00:00Z auf',
  'takes a time such as 09:30:00Z': 'nimmt eine Uhrzeit wie 09:30:00Z auf',
  'takes the id of a CRM record': 'nimmt die ID eines CRM-Datensatzes auf',
  "can't be written": 'kann nicht geschrieben werden',
  'takes an e-mail address': 'nimmt eine E-Mail-Adresse auf',
  '{0}, not {1}{2}': '{0}, nicht {1}{2}',
  'takes a number': 'nimmt eine Zahl auf',
  'takes a number that can be written down': 'nimmt eine Zahl auf, die sich niederschreiben lässt',
  'holds numbers of up to {0} digits before the point':
    'nimmt Zahlen mit bis zu {0} Stellen vor dem Komma auf',
  'takes a text': 'nimmt einen Text auf',
  'takes one of {0}': 'nimmt einen dieser Werte auf: {0}',
  'holds {0} characters, the value has {1}, and a shortened {2} would be wrong':
    'nimmt {0} Zeichen auf, der Wert hat {1}, und gekürzt wäre er falsch ({2})',
  '{0} has no field {1}{2}, or dealdraft may not see it; correct the name or grant the field in the permission set.':
    '{0} hat kein Feld {1}{2}, oder dealdraft darf es nicht sehen; korrigieren Sie den Namen, oder geben Sie das Feld im Berechtigungssatz frei.',
  "the CRM has no object {0}, or dealdraft may not see it; install the package's objects and permission set, or correct writeback.contract.object.":
    'das CRM hat kein Objekt {0}, oder dealdraft darf es nicht sehen; installieren Sie Objekte und Berechtigungssatz des Pakets, oder korrigieren Sie writeback.contract.object.',
  '{0} gives {1}, which no CRM field can hold; a division by 0 does that: test for it, as in Quantity = 0 ? … : ….':
    '{0} ergibt {1}, was kein CRM-Feld aufnehmen kann; eine Division durch 0 führt dazu: Prüfen Sie darauf, etwa mit Quantity = 0 ? … : ….',
  '{0} gives {1}, which a CRM field can\'t hold; make it one text, number or true/false, for example with $join(…, ", ") or [0].':
    '{0} ergibt {1}, was ein CRM-Feld nicht aufnehmen kann; machen Sie daraus einen Text, eine Zahl oder true/false, zum Beispiel mit $join(…, ", ") oder [0].',
  '{0}.{1} {2}{3}.': '{0}.{1} {2}{3}.',
  'a function; call it by writing parentheses after it':
    'eine Funktion; rufen Sie sie auf, indem Sie Klammern dahinter schreiben',
  '{0} takes a value, but the expression gives {1}.':
    '{0} nimmt einen Wert auf, aber der Ausdruck ergibt {1}.',
  '{0} takes one value, but {1} is an object of parts; name one of them, such as {2}.city or {3}.latitude.':
    '{0} nimmt einen Wert auf, aber {1} ist ein Objekt aus Teilen; nennen Sie einen davon, etwa {2}.city oder {3}.latitude.',
  "{0} is made of {1}, but {2} has the CRM's own parts, such as street; write {{3}} with fields of their own, such as BillingStreet.":
    '{0} besteht aus {1}, aber {2} hat die eigenen Teile des CRM, etwa street; schreiben Sie {{3}} mit einzelnen Feldern, etwa BillingStreet.',
};
