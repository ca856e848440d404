/** What may not be done with contracts and uploads, and what became of them, in German. */
export const CONTRACTS: Readonly<Record<string, string>> = {
  'No answer: {0}.': 'Keine Antwort: {0}.',
  'Contract {0} is deleted in SpotDraft.': 'Vertrag {0} ist in SpotDraft gelöscht.',
  'Contract {0} is a historical one; SpotDraft offers this for contracts that it made itself (T-…) alone.':
    'Vertrag {0} ist ein Bestandsvertrag; SpotDraft bietet dies nur für Verträge an, die es selbst erstellt hat (T-…).',
  'Contract {0} was not generated from a template, so there is nothing of one to fill in.':
    'Vertrag {0} wurde nicht aus einer Vorlage erstellt; es gibt daher keine Felder einer Vorlage auszufüllen.',
  'Contract {0} was not made to be signed inside another page; the mapping of its template says so by "embedded".':
    'Vertrag {0} wurde nicht dafür erstellt, innerhalb einer anderen Seite unterzeichnet zu werden; im Mapping seiner Vorlage wird das mit „embedded“ festgelegt.',
  'can be sent to its counterparties': 'kann er an seine Gegenparteien gesendet werden',
  'can be made ready for signature': 'kann er zur Unterzeichnung freigegeben werden',
  'can be taken back from signature': 'kann er aus der Unterzeichnung zurückgenommen werden',
  'has signatories to write to again': 'hat er Unterzeichner, die erinnert werden können',
  'has recipients who can open it': 'hat er Empfänger, die ihn öffnen können',
  'can be signed': 'kann er unterzeichnet werden',
  'takes a new version': 'nimmt er eine neue Version an',
  'Contract {0} is a historical one, without data of a template.':
    'Vertrag {0} ist ein Bestandsvertrag ohne Daten einer Vorlage.',
  'can be filled in anew': 'kann er neu ausgefüllt werden',
  'takes answers to its intake form': 'nimmt er Antworten auf sein Anfrageformular an',
  "Personal links are for the owner of the contract's deal, signed in as themselves, and for operators.":
    'Persönliche Links erhalten nur der Inhaber der Opportunity, wenn er selbst angemeldet ist, und Betreiber.',
  'Nothing is archived here: there is no archive file that names a destination.':
    'Hier wird nichts archiviert: Keine Archivdatei nennt ein Ziel.',
  'Nothing is checked here: the mapping file has no checks.':
    'Hier wird nichts geprüft: Die Mapping-Datei enthält keine Prüfungen.',
  'Everybody who signs contract {0} has signed; it is about to be executed.':
    'Alle Unterzeichner von Vertrag {0} haben unterzeichnet; er wird in Kürze wirksam.',
  'Nothing of contract {0} is checked yet: it is linked to no deal, no check of the mapping file is about it, or it has yet to be held against its deal, which "syncContract" does.':
    'Von Vertrag {0} ist noch nichts geprüft: Er gehört zu keiner Opportunity, keine Prüfung der Mapping-Datei betrifft ihn, oder er wurde noch nicht mit seiner Opportunity verglichen, was „syncContract“ erledigt.',
  'What was signed in contract {0} is what its deal says; there is no difference to confirm.':
    'Was in Vertrag {0} unterzeichnet wurde, stimmt mit der Opportunity überein; es gibt keine Abweichung zu bestätigen.',
  'Every difference between contract {0} and its deal was confirmed already.':
    'Alle Abweichungen zwischen Vertrag {0} und seiner Opportunity wurden bereits bestätigt.',
  '"{0}"': '„{0}“',
  'Contract {0} has the status "{1}"; only one with the status {2} {3}.':
    'Vertrag {0} hat den Status „{1}“; nur mit dem Status {2} {3}.',
  'Contract {0} has the status "{1}": nothing of it is decided any more.':
    'Vertrag {0} hat den Status „{1}“: Daran wird nichts mehr entschieden.',
  'Contract {0} has the status "{1}" and can\'t be voided any more.':
    'Vertrag {0} hat den Status „{1}“ und kann nicht mehr annulliert werden.',
  'Contract {0} has the status "{1}"; its document is archived once it is signed by everybody.':
    'Vertrag {0} hat den Status „{1}“; sein Dokument wird archiviert, sobald alle unterzeichnet haben.',
  'Contract {0} has the status "{1}"; its terms are held against the deal once it is signed by everybody.':
    'Vertrag {0} hat den Status „{1}“; seine Konditionen werden mit der Opportunity verglichen, sobald alle unterzeichnet haben.',
  'Contract {0} has the status "{1}"; there is no signed document.':
    'Vertrag {0} hat den Status „{1}“; es gibt kein unterzeichnetes Dokument.',
  '{0} is not a contract id: it is T- or H- and a number, such as T-123.':
    '{0} ist keine Vertrags-ID: Sie besteht aus T- oder H- und einer Zahl, etwa T-123.',
  '{0} is not the id of a file: it has 15 or 18 letters and digits and starts with {1} (a file) or {2} (a version of one).':
    '{0} ist keine Datei-ID: Sie hat 15 oder 18 Buchstaben und Ziffern und beginnt mit {1} (eine Datei) oder {2} (eine Version davon).',
  '"after" is not a cursor of this API. Pass an endCursor as it came.':
    '„after“ ist kein Cursor dieser API. Übergeben Sie einen endCursor so, wie er kam.',
  '"after" belongs to another list, order or filter. Start that list without "after".':
    '„after“ gehört zu einer anderen Liste, Reihenfolge oder Auswahl. Beginnen Sie diese Liste ohne „after“.',
  'Something went wrong; the log says what.': 'Etwas ist schiefgegangen; das Protokoll sagt, was.',
  '{0} is not the id of {1}: it is a number.':
    '{0} ist keine gültige ID ({1}): Sie besteht aus einer Zahl.',
  '{0} is not the id of {1}: it has 15 or 18 letters and digits and starts with {2}.':
    '{0} ist keine gültige ID ({1}): Sie hat 15 oder 18 Buchstaben und Ziffern und beginnt mit {2}.',
  'an opportunity': 'eine Opportunity',
  Draft: 'Entwurf',
  'In negotiation': 'In Verhandlung',
  'Out for signature': 'Zur Unterschrift',
  Signed: 'Unterzeichnet',
  'On hold': 'Angehalten',
  Voided: 'Annulliert',
  'Deleted in SpotDraft': 'In SpotDraft gelöscht',
  'Unknown status': 'Unbekannter Status',
  '{0}: the signed contract "{1}" ({2})': '{0}: Der unterzeichnete Vertrag „{1}“ ({2})',
  "{0} can't be compared with the deal, because {1}.":
    '{0} kann nicht mit der Opportunity verglichen werden: {1}.',
  'a value is missing': 'ein Wert fehlt',
  '{0} says {1}, the deal says {2}{3}.': '{0} sagt {1}, die Opportunity sagt {2}{3}.',
  '{0} deals are more than the {1} that are taken at once. Send them in several requests.':
    '{0} Opportunities sind zu viele: Auf einmal gehen höchstens {1}. Senden Sie sie in mehreren Anfragen.',
  "Whether a contract is due can't be worked out for this deal: {0}, which the expression in {1} line {2} reads, {3}.":
    'Ob ein Vertrag fällig ist, lässt sich für diese Opportunity nicht ermitteln: {0}, das der Ausdruck in {1} Zeile {2} liest, {3}.',
  "Whether a contract is due can't be worked out for this deal: {0}. Correct the deal, or the expression in {1} line {2}.":
    'Ob ein Vertrag fällig ist, lässt sich für diese Opportunity nicht ermitteln: {0}. Korrigieren Sie die Opportunity oder den Ausdruck in {1} Zeile {2}.',
  'Something went wrong in dealdraft; its log says what.':
    'In dealdraft ist etwas schiefgegangen; das Protokoll sagt, was.',
  'Template {0}: {1}': 'Vorlage {0}: {1}',
  'Give either "opportunityIds", "filter" or "ofJob", one of the three.':
    'Geben Sie entweder „opportunityIds“, „filter“ oder „ofJob“ an, genau eines der drei.',
  'more than {0}': 'mehr als {0}',
  'These are {0} deals; a job takes at most {1}. Divide them among several jobs.':
    'Das sind {0} Opportunities; ein Auftrag nimmt höchstens {1}. Verteilen Sie sie auf mehrere Aufträge.',
  'No deal matches the filter.': 'Auf keine Opportunity trifft die Auswahl zu.',
  'There is no deal in "opportunityIds".': 'In „opportunityIds“ steht keine Opportunity.',
  'You have {0} jobs that have not ended. Wait for one of them, or cancel one.':
    'Sie haben {0} Aufträge, die noch nicht beendet sind. Warten Sie auf einen davon, oder brechen Sie einen ab.',
  '{0} is not the id of a bulk job.': '{0} ist keine ID eines Auftrags.',
  'There is no such bulk job, or it is not yours.':
    'Diesen Auftrag gibt es nicht, oder er gehört nicht Ihnen.',
  'Only a job that runs can be paused.': 'Nur ein laufender Auftrag kann angehalten werden.',
  'The job is done: there is nothing left to cancel.':
    'Der Auftrag ist fertig: Es gibt nichts mehr abzubrechen.',
  'The job is done. To have failed rows worked once more, retry it.':
    'Der Auftrag ist fertig. Um Fehlgeschlagenes noch einmal zu versuchen, wiederholen Sie ihn.',
  'No row of the job has failed.': 'Nichts an diesem Auftrag ist fehlgeschlagen.',
  "{0} can't be worked with at the moment. The job goes on by itself as soon as it can be.":
    'Mit {0} kann derzeit nicht gearbeitet werden. Der Auftrag läuft von selbst weiter, sobald es wieder geht.',
  '{0}{1}: not the id of an opportunity. It has 15 or 18 letters and digits and starts with 006.':
    '{0}{1}: keine ID einer Opportunity. Sie hat 15 oder 18 Buchstaben und Ziffern und beginnt mit 006.',
  'It failed again and again for a reason of dealdraft’s own, which its log has. Ask the operator of dealdraft, then retry what failed.':
    'Es ist wiederholt gescheitert, aus einem Grund in dealdraft selbst, den das Protokoll nennt. Wenden Sie sich an den Betreiber von dealdraft, und versuchen Sie dann das Fehlgeschlagene erneut.',
  'an approval': 'eine Freigabe',
  'Say in "name" what the approval is called.': 'Geben Sie in „name“ an, wie die Freigabe heißt.',
  'a review request': 'eine Bitte um Prüfung',
  'a user': 'ein Benutzer',
  'Say in "description" what is to be reviewed, or leave it out.':
    'Geben Sie in „description“ an, was zu prüfen ist, oder lassen Sie es weg.',
  'Say who is to review it: one person in "userId", or one role in "roleId".':
    'Geben Sie an, wer prüfen soll: eine Person in „userId“ oder eine Rolle in „roleId“.',
  'SpotDraft knows no user {0}, or no longer shows the contract.':
    'SpotDraft kennt keinen Benutzer {0} oder zeigt den Vertrag nicht mehr.',
  'a counterparty': 'eine Gegenpartei',
  'Give exactly one of {0}.': 'Geben Sie genau eines davon an: {0}.',
  'a user of SpotDraft': 'ein Benutzer von SpotDraft',
  'a role of SpotDraft': 'eine Rolle von SpotDraft',
  'a comment': 'ein Kommentar',
  'Say in "text" what the comment says.': 'Geben Sie in „text“ den Kommentar an.',
  'Say in "note" why the contract is voided; SpotDraft keeps it with the contract.':
    'Geben Sie an, warum der Vertrag annulliert wird; SpotDraft bewahrt es beim Vertrag auf.',
  'Say in "data" what is to change.': 'Geben Sie in „data“ an, was sich ändern soll.',
  'Sync waits for SpotDraft to answer again, and goes on by itself.':
    'Der Abgleich wartet, bis SpotDraft wieder antwortet, und geht von selbst weiter.',
  'Sync waits for the CRM to answer again, and goes on by itself.':
    'Der Abgleich wartet, bis das CRM wieder antwortet, und geht von selbst weiter.',
  template: 'Vorlage',
  'With what is there, the external metadata would be {0} characters long as JSON; at most {1} are taken. Take something away first.':
    'Mit dem Vorhandenen hätten die externen Metadaten als JSON {0} Zeichen; möglich sind höchstens {1}. Entfernen Sie zuerst etwas.',
  'Say in "recordData" what is to change.': 'Geben Sie in „recordData“ an, was sich ändern soll.',
  'By "{0}" dealdraft recognises what it made; it can\'t be changed.':
    'An „{0}“ erkennt dealdraft, was es erstellt hat; es kann nicht geändert werden.',
  'Say in "data" what is answered.': 'Geben Sie in „data“ die Antworten an.',
  'The intake form of this contract\'s type has no question "{0}"{1}. Leave it out of {2}.':
    'Das Anfrageformular dieses Vertragstyps hat keine Frage „{0}“{1}. Lassen Sie sie in {2} weg.',
  ', nor any other': ', und auch keine andere',
  '; its questions are {0}{1}': '; seine Fragen sind {0}{1}',
  ' and more': ' und weitere',
  'An earlier request like this one invited user {0}, who may not open the contract any more. To invite them again, use a new idempotencyKey.':
    'Eine frühere Anfrage wie diese hat Benutzer {0} eingeladen, der den Vertrag nicht mehr öffnen darf. Um erneut einzuladen, verwenden Sie einen neuen idempotencyKey.',
  'A name goes with "email" alone: SpotDraft knows those of its members.':
    'Ein Name gehört nur zu „email“: Die Namen seiner Mitglieder kennt SpotDraft.',
  'a key pointer': 'eine Vertragsangabe',
  'Say in "values" what is to change.': 'Geben Sie in „values“ an, was sich ändern soll.',
  '{0} values are more than the {1} that are taken at once.':
    '{0} Werte sind zu viele: Auf einmal gehen höchstens {1}.',
  'A key pointer is named by its "id" or by its "name": exactly one of them.':
    'Eine Vertragsangabe wird mit „id“ oder mit „name“ genannt: genau eines davon.',
  '"name" has {0} characters; it needs 1 to {1} that are not all blank.':
    '„name“ hat {0} Zeichen; nötig sind 1 bis {1}, die nicht alle leer sind.',
  'The contract has no key pointer {0}. One that it does not have yet is set by its "name".':
    'Der Vertrag hat keine Vertragsangabe {0}. Eine, die er noch nicht hat, wird mit ihrem „name“ gesetzt.',
  'Key pointer "{0}" is set twice. Leave one of them out.':
    'Vertragsangabe „{0}“ wird zweimal gesetzt. Lassen Sie eine davon weg.',
  'SpotDraft has no webhook of contract {0} to send again.':
    'SpotDraft hat zu Vertrag {0} keinen Webhook, der erneut gesendet werden könnte.',
  'A contract was already requested for this deal and {0}, with other input. Repeat the same input, or use a new idempotencyKey to make another contract.':
    'Für diese Opportunity ({0}) wurde bereits ein Vertrag mit anderen Eingaben angefordert. Wiederholen Sie dieselben Eingaben, oder verwenden Sie für einen weiteren Vertrag einen neuen idempotencyKey.',
  'SpotDraft did not say whether it created the contract. It is being looked for, which takes a few minutes at most; it appears on the deal once it is found. Repeat the same request to learn the outcome: nothing is created twice.':
    'SpotDraft hat nicht bestätigt, ob der Vertrag erstellt wurde. Er wird gesucht, was höchstens einige Minuten dauert, und erscheint bei der Opportunity, sobald er gefunden ist. Wiederholen Sie dieselbe Anfrage, um das Ergebnis zu erfahren: Nichts wird doppelt erstellt.',
  'a note': 'eine Notiz',
  'Say in "text" what the note says.': 'Geben Sie in „text“ die Notiz an.',
  'A tag has a name. Leave "tag" out to say nothing of it.':
    'Ein Schlagwort hat einen Namen. Lassen Sie „tag“ weg, um nichts dazu anzugeben.',
  'Say in "title" what the obligation is.': 'Geben Sie in „title“ die Verpflichtung an.',
  '"contractualDeliveryValue" is a number or a text.':
    '„contractualDeliveryValue“ ist eine Zahl oder ein Text.',
  'an obligation type': 'eine Art von Verpflichtung',
  'Contract {0} has no obligation {1}.': 'Vertrag {0} hat keine Verpflichtung {1}.',
  'an obligation': 'eine Verpflichtung',
  'Of {0} obligations that this request asked for, SpotDraft has {1} now. Look at what is there before asking for more.':
    'Von {0} Verpflichtungen, die diese Anfrage anlegen wollte, hat SpotDraft jetzt {1}. Sehen Sie nach, was vorhanden ist, bevor Sie weitere anfordern.',
  '"name" is blank; leave it out to have the contract named by the mapping.':
    'Der Name ist leer; lassen Sie ihn weg, damit das Mapping den Vertrag benennt.',
  'Give the id of a counterparty that SpotDraft has, or organizationName; not both.':
    'Geben Sie die ID einer Gegenpartei aus SpotDraft oder organizationName an, nicht beides.',
  '"{0}" has {1} entries; a contract takes at most {2}.':
    '„{0}“ hat {1} Einträge; ein Vertrag nimmt höchstens {2} auf.',
  'There is no such opportunity, or you have no access to it in the CRM.':
    'Es gibt keine solche Opportunity, oder Sie haben im CRM keinen Zugriff darauf.',
  ' If {0} is meant as a fixed text, the mapping has to say {1}.':
    ' Wenn {0} ein fester Text sein soll, muss im Mapping {1} stehen.',
  'The mapping file has no entry for template {0} ({1}). Ask your CRM admin to add one under "contracts".':
    'Die Mapping-Datei hat keinen Eintrag für Vorlage {0} ({1}). Bitten Sie Ihren CRM-Administrator, unter „contracts“ einen zu ergänzen.',
  'There is no template {0} in SpotDraft.': 'In SpotDraft gibt es keine Vorlage {0}.',
  'SpotDraft has no entity with the reference id "{0}", which the mapping names. Correct entity in the mapping of this template.':
    'SpotDraft hat keine Gesellschaft mit der Referenz-ID „{0}“, die das Mapping nennt. Korrigieren Sie entity im Mapping dieser Vorlage.',
  'As many previews as are kept were made within the last hour. Try again in a few minutes.':
    'Innerhalb der letzten Stunde wurden so viele Vorschauen erstellt, wie aufbewahrt werden. Versuchen Sie es in einigen Minuten erneut.',
  'a relation': 'eine Beziehung',
  'A contract can not be related to itself. Name another one.':
    'Ein Vertrag kann nicht mit sich selbst in Beziehung stehen. Nennen Sie einen anderen.',
  '"{0}" has {1} values; at most {2} are taken.':
    '„{0}“ hat {1} Werte; möglich sind höchstens {2}.',
  '"{0}" is compared with nothing. Say a text, or leave it out.':
    '„{0}“ wird mit nichts verglichen. Geben Sie einen Text an, oder lassen Sie es weg.',
  'A value of "{0}" ends with a backslash, which SpotDraft can\'t take in a list. Use "eq".':
    'Ein Wert von „{0}“ endet mit einem Backslash, den SpotDraft in einer Liste nicht annimmt. Verwenden Sie „eq“.',
  'The filter is {0} characters long as SpotDraft would get it; at most {1} are taken. Ask in several searches.':
    'Die Auswahl ist für SpotDraft {0} Zeichen lang; möglich sind höchstens {1}. Suchen Sie in mehreren Schritten.',
  'a mail to the counterparties': 'eine E-Mail an die Gegenparteien',
  '{0} files are more than the {1} that go along with one mail.':
    '{0} Dateien sind zu viele: Mit einer E-Mail gehen höchstens {1} mit.',
  'A file name has 1 to 255 characters and no slashes, such as "terms.pdf".':
    'Ein Dateiname hat 1 bis 255 Zeichen und keine Schrägstriche, etwa „konditionen.pdf“.',
  'A file has a type such as "application/pdf".': 'Eine Datei hat einen Typ wie „application/pdf“.',
  'A file is its bytes in base64, on one line.':
    'Eine Datei besteht aus ihren Bytes in Base64, in einer Zeile.',
  'Say in "title" what is to be done.': 'Geben Sie in „title“ an, was zu tun ist.',
  'Name either "orgUserId" or "roleId".': 'Nennen Sie entweder „orgUserId“ oder „roleId“.',
  'Say in "assignees" who has to do it.': 'Geben Sie in „assignees“ an, wer es zu tun hat.',
  'Give either "dueDate" or "dueDateKeyPointerId".':
    'Geben Sie entweder „dueDate“ oder „dueDateKeyPointerId“ an.',
  'Say by "dueDate" or "dueDateKeyPointerId" when it is due.':
    'Geben Sie mit „dueDate“ oder „dueDateKeyPointerId“ an, wann es fällig ist.',
  'Only tasks of category INTAKE_TASK take "{0}".':
    'Nur Aufgaben der Kategorie INTAKE_TASK nehmen „{0}“ an.',
  '"value" is 0 to {0}.': '„value“ ist 0 bis {0}.',
  'what the task is about': 'worum es in der Aufgabe geht',
  'a member of the workspace': 'ein Mitglied des Arbeitsbereichs',
  'Say in "contractId" whose {0} {1} is.':
    'Geben Sie in „contractId“ an, zu welchem Vertrag es gehört ({0} {1}).',
  'Contract {0} has no {1} {2}.': 'Vertrag {0} hat keine {1} {2}.',
  obligation: 'Verpflichtung',
  'key pointer': 'Vertragsangabe',
  'Of {0} tasks that this request asked for, SpotDraft told of {1}. Look at what is there before asking for more.':
    'Von {0} Aufgaben, die diese Anfrage anlegen wollte, hat SpotDraft {1} bestätigt. Sehen Sie nach, was vorhanden ist, bevor Sie weitere anfordern.',
  '"{0}" matches: there is no difference to confirm.':
    '„{0}“ stimmt überein: Es gibt keine Abweichung zu bestätigen.',
  'Say in "reason" why the difference is right; people see it beside the check.':
    'Geben Sie an, warum die Abweichung richtig ist; die Begründung steht neben der Prüfung.',
  'No check of the contract has been made. "syncContract" makes those of the mapping file.':
    'Für den Vertrag wurde noch keine Prüfung durchgeführt. „syncContract“ führt die der Mapping-Datei durch.',
  'The contract has no check of that name; it has {0}.':
    'Der Vertrag hat keine Prüfung dieses Namens; vorhanden sind {0}.',
  'Nothing was made.': 'Es wurde nichts erstellt.',
  'SpotDraft gave no answer.': 'SpotDraft hat nicht geantwortet.',
  'SpotDraft failed ({0}).': 'SpotDraft ist gescheitert ({0}).',
  '{0} It was looked for, and was not created. Try again in a moment.':
    '{0} Es wurde gesucht und ist nicht erstellt worden. Versuchen Sie es gleich noch einmal.',
  '"idempotencyKey" has {0} characters; it needs 1 to {1} that are not all blank.':
    '„idempotencyKey“ hat {0} Zeichen; nötig sind 1 bis {1}, die nicht alle leer sind.',
  'With this key, {0} was already requested with other input. Repeat the same input, or use a new idempotencyKey to make another.':
    'Mit diesem Schlüssel wurde bereits mit anderen Eingaben angefordert: {0}. Wiederholen Sie dieselben Eingaben, oder verwenden Sie einen neuen idempotencyKey.',
  'It shows nothing that would tell: look for it in SpotDraft. The same request is not sent again for a day; if it is not there, ask for it with a new idempotencyKey.':
    'An nichts ist es zu erkennen: Sehen Sie in SpotDraft nach. Dieselbe Anfrage wird einen Tag lang nicht erneut gesendet; wenn es dort fehlt, fordern Sie es mit einem neuen idempotencyKey an.',
  'It is being looked for. Repeat the same request to learn the outcome: nothing is made twice.':
    'Danach wird gesucht. Wiederholen Sie dieselbe Anfrage, um das Ergebnis zu erfahren: Nichts geschieht doppelt.',
  'SpotDraft did not say whether it made {0}. {1}':
    'SpotDraft hat nicht bestätigt, ob dies geschehen ist: {0}. {1}',
  'a version of this contract': 'eine Version dieses Vertrags',
  'a supporting document of this contract': 'ein Begleitdokument dieses Vertrags',
  'Contract {0} is out for signature and takes only a signed copy ("executed": true). Take it back from signature first.':
    'Vertrag {0} ist zur Unterschrift versandt und nimmt nur ein unterzeichnetes Exemplar an („executed“: true). Nehmen Sie ihn zuerst aus der Unterzeichnung zurück.',
  'Say in "name" what it is called.': 'Geben Sie in „name“ an, wie es heißt.',
  'This is a Word document of the old form (.doc), or one that is protected by a password. Save it as DOCX or PDF without a password.':
    'Dies ist ein Word-Dokument im alten Format (.doc) oder eines mit Kennwortschutz. Speichern Sie es als DOCX oder PDF ohne Kennwort.',
  'This is neither a PDF nor a Word document (DOCX), whatever its name says. Other files are not taken.':
    'Dies ist weder ein PDF noch ein Word-Dokument (DOCX), was auch immer der Name sagt. Andere Dateien werden nicht angenommen.',
  'This Word document is damaged or incomplete: it can not be unpacked. Save it anew.':
    'Dieses Word-Dokument ist beschädigt oder unvollständig: Es lässt sich nicht entpacken. Speichern Sie es neu.',
  'This file is protected by a password. Save it without one.':
    'Diese Datei ist mit einem Kennwort geschützt. Speichern Sie sie ohne Kennwort.',
  'This file says that it unpacks to {0} bytes, which no document of its kind does. It is not taken.':
    'Diese Datei gibt an, entpackt {0} Bytes groß zu sein, was kein Dokument dieser Art ist. Sie wird nicht angenommen.',
  'This is an archive (ZIP), and no Word document (DOCX).':
    'Dies ist ein Archiv (ZIP) und kein Word-Dokument (DOCX).',
  'This Word document has macros (DOCM). Save it as DOCX.':
    'Dieses Word-Dokument enthält Makros (DOCM). Speichern Sie es als DOCX.',
  'This is an Office file, though no Word document (DOCX). Save it as PDF.':
    'Dies ist eine Office-Datei, aber kein Word-Dokument (DOCX). Speichern Sie sie als PDF.',
  'Say which document it is by exactly one of crmFileId and uploadId.':
    'Geben Sie das Dokument mit genau einem von crmFileId und uploadId an.',
  'There is no such upload of yours. An upload belongs to who sent it, for an hour: send the file again to /uploads.':
    'Diesen Upload gibt es für Sie nicht. Ein Upload gehört eine Stunde lang dem, der ihn gesendet hat: Senden Sie die Datei erneut an /uploads.',
  'There is no such file in the CRM, or you have no access to it there.':
    'Es gibt keine solche Datei im CRM, oder Sie haben dort keinen Zugriff darauf.',
  'The file has {0} bytes; at most {1} are taken (UPLOAD_MAX_BYTES).':
    'Die Datei hat {0} Bytes; möglich sind höchstens {1} (UPLOAD_MAX_BYTES).',
  '"signatories" has {0} entries; at most {1} are taken.':
    '„signatories“ hat {0} Einträge; möglich sind höchstens {1}.',
  'With an uploaded document SpotDraft takes only signatories of our own side; who signs for the counterparty is chosen in SpotDraft.':
    'Bei einem hochgeladenen Dokument nimmt SpotDraft nur Unterzeichner der eigenen Seite an; wer für die Gegenpartei unterzeichnet, wird in SpotDraft gewählt.',
  'With an uploaded document SpotDraft takes no order of signing.':
    'Bei einem hochgeladenen Dokument nimmt SpotDraft keine Reihenfolge der Unterzeichnung an.',
  'Say who reviews it by exactly one of userId, roleId and email.':
    'Geben Sie mit genau einem von userId, roleId und email an, wer es prüft.',
  'contract type': 'Vertragstyp',
  'SpotDraft takes executed contracts as PDF alone. Save it as PDF.':
    'SpotDraft nimmt unterzeichnete Verträge nur als PDF an. Speichern Sie es als PDF.',
  'SpotDraft has no active user of this id in the workspace.':
    'SpotDraft hat im Arbeitsbereich keinen aktiven Benutzer mit dieser ID.',
  'The file is empty.': 'Die Datei ist leer.',
  '"fileName" is the name of a file: 1 to {0} characters, without slashes, backslashes and control characters.':
    '„fileName“ ist der Name einer Datei: 1 bis {0} Zeichen, ohne Schrägstriche, Backslashes und Steuerzeichen.',
  'A person needs a contact: it has their name.':
    'Eine Person braucht einen Kontakt: Er enthält ihren Namen.',
  'Say who it is: organizationName, or the id of one that SpotDraft has.':
    'Geben Sie an, wer es ist: organizationName oder die ID einer Gegenpartei aus SpotDraft.',
  'SpotDraft takes a contact of an uploaded contract with first and last name.':
    'SpotDraft nimmt den Kontakt eines hochgeladenen Vertrags nur mit Vor- und Nachnamen an.',
  '{0} needs a contact with first name, last name and e-mail address: give "contact", or no counterparties at all ("counterparties": []).':
    '{0} braucht einen Kontakt mit Vornamen, Nachnamen und E-Mail-Adresse: Geben Sie „contact“ an, oder keine Gegenparteien („counterparties“: []).',
  'SpotDraft has no counterparty {0}.': 'SpotDraft hat keine Gegenpartei {0}.',
  'Name the counterparty in "{0}".': 'Nennen Sie die Gegenpartei in „{0}“.',
  'The deal has no account in the CRM. {0}': 'Die Opportunity hat im CRM keinen Account. {0}',
  "The deal's account and contact can't be read: {0} {1}":
    'Account und Kontakt der Opportunity sind nicht lesbar: {0} {1}',
};
