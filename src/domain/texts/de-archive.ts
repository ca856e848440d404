/** What archive destinations did to us, in German. */
export const ARCHIVE: Readonly<Record<string, string>> = {
  'SpotDraft has not finished the document yet.':
    'SpotDraft hat das Dokument noch nicht fertiggestellt.',
  'The destination does not have the document that it has just taken. It is tried again.':
    'Das Ziel hat das Dokument nicht, das es soeben angenommen hat. Es wird erneut versucht.',
  'The place of the document\'s ".json" was taken by another file meanwhile. Move that file away, then run "dealdraft archive retry".':
    'Der Platz der „.json“-Datei zum Dokument wurde inzwischen von einer anderen Datei belegt. Verschieben Sie diese, und führen Sie dann „dealdraft archive retry“ aus.',
  'The destination altered the document: {0} bytes with SHA-256 {1} were brought, and {2} bytes with SHA-256 {3} lie there. Turn off what changes files there (such as property promotion of a SharePoint library), remove the file, then run "dealdraft archive retry".':
    'Das Ziel hat das Dokument verändert: {0} Bytes mit SHA-256 {1} wurden übertragen, und {2} Bytes mit SHA-256 {3} liegen dort. Schalten Sie aus, was dort Dateien verändert (etwa die Eigenschaftsübernahme einer SharePoint-Bibliothek), entfernen Sie die Datei, und führen Sie dann „dealdraft archive retry“ aus.',
  'The row of an archived document was taken over by another worker.':
    'Die Zeile eines archivierten Dokuments wurde von einem anderen Prozess übernommen.',
  'dealdraft failed at it; the log says more.':
    'dealdraft ist daran gescheitert; das Protokoll sagt mehr.',
  'It can not be opened; the log says why, and "dealdraft archive check" tries it again.':
    'Es lässt sich nicht öffnen; das Protokoll sagt, warum, und „dealdraft archive check“ versucht es erneut.',
  'The CRM has {0}.': 'Das CRM hat {0}.',
  'not checked: {0}': 'nicht geprüft: {0}',
  'Says that "{0}" is there already, which it can not be. Look at what stands between dealdraft and it, such as a proxy that keeps answers.':
    'Meldet, dass es „{0}“ bereits gibt, was nicht sein kann. Sehen Sie nach, was zwischen dealdraft und dem Ziel steht, etwa ein Proxy, der Antworten aufbewahrt.',
  'Wrote {0} ({1} bytes).': '{0} geschrieben ({1} Bytes).',
  'A second file of the same name did not replace the first.':
    'Eine zweite Datei gleichen Namens hat die erste nicht ersetzt.',
  'A second file of the same name replaced the first: nothing here protects what is archived. Use a server that honours conditional writes.':
    'Eine zweite Datei gleichen Namens hat die erste ersetzt: Hier schützt nichts, was archiviert ist. Verwenden Sie einen Server, der bedingtes Schreiben beachtet.',
  'A second file of the same name was stored beside the first: a document could be there twice. Use a server that honours conditional writes.':
    'Eine zweite Datei gleichen Namens wurde neben der ersten abgelegt: Ein Dokument könnte doppelt vorhanden sein. Verwenden Sie einen Server, der bedingtes Schreiben beachtet.',
  'The bytes are the ones that were written.': 'Die Bytes sind die, die geschrieben wurden.',
  'Other bytes came back than were written: something between here and there alters files. Look for a rule or a scanner that rewrites documents.':
    'Es kamen andere Bytes zurück, als geschrieben wurden: Auf dem Weg werden Dateien verändert. Suchen Sie nach einer Regel oder einem Scanner, der Dokumente umschreibt.',
  'The file is gone again.': 'Die Datei ist wieder entfernt.',
  '"{0}" is still there; delete it by hand.': '„{0}“ ist noch da; löschen Sie die Datei von Hand.',
  'Failed in a way that nobody foresaw ({0}); run it again with LOG_LEVEL=debug.':
    'Auf unvorhergesehene Weise gescheitert ({0}); wiederholen Sie es mit LOG_LEVEL=debug.',
  '{0} reads opportunity.{1}, which {2}.': '{0} liest opportunity.{1}; es {2}.',
  '{0} failed: {1}.': '{0} ist gescheitert: {1}.',
  '{0}: the expression {1}': '{0}: Der Ausdruck {1}',
  '{0} gives {1}; it has to give {2}.': '{0} ergibt {1}; ergeben muss er {2}.',
  'true or false': 'true oder false',
  'a text, or a list of texts': 'einen Text oder eine Liste von Texten',
  'at most {0} folders within each other': 'höchstens {0} Ordner ineinander',
  'an object such as {"stage": opportunity.StageName}':
    'ein Objekt wie {"stage": opportunity.StageName}',
  'names for metadata, and {0}': 'Namen für Metadaten, und {0}',
  'texts, numbers, true or false as values': 'Texte, Zahlen, true oder false als Werte',
  'at most {0} values': 'höchstens {0} Werte',
  '{0} names for this document are taken at the destination. Give it another "fileName" or "folder".':
    '{0} Namen für dieses Dokument sind am Ziel vergeben. Geben Sie ihm einen anderen „fileName“ oder „folder“.',
  'A later version took its place before it was archived.':
    'Eine spätere Version trat an seine Stelle, bevor es archiviert war.',
  'It is not known what was sent.': 'Es ist nicht bekannt, was gesendet wurde.',
  'The document is no longer there.': 'Das Dokument ist nicht mehr da.',
  'What lies there has {0} bytes and SHA-256 {1}; {2} bytes with SHA-256 {3} were archived.':
    'Was dort liegt, hat {0} Bytes und SHA-256 {1}; archiviert wurden {2} Bytes mit SHA-256 {3}.',
  'It could not be read.': 'Es konnte nicht gelesen werden.',
  'At Box a file lies where a folder is needed. Move it away, or change folder in the archive file.':
    'Bei Box liegt eine Datei, wo ein Ordner gebraucht wird. Verschieben Sie sie, oder ändern Sie folder in der Archivdatei.',
  "the app's service account (AutomationUser_…@boxdevedition.com)":
    'das Dienstkonto der App (AutomationUser_…@boxdevedition.com)',
  'Signed in as {0}, whose own storage is used up. Files in a folder of somebody else count for its owner; else raise it in the Admin Console > Users.':
    'Angemeldet als {0}; dessen eigener Speicher ist aufgebraucht. Dateien in einem fremden Ordner zählen für dessen Eigentümer; erhöhen Sie ihn sonst in der Admin Console > Users.',
  'Signed in as {0}.': 'Angemeldet als {0}.',
  "folderId 0 is the service account's own space, which nobody sees. Make a folder in Box, invite {0} as Editor, and take the number in its address as folderId.":
    'folderId 0 ist der eigene Bereich des Dienstkontos, den niemand sieht. Legen Sie in Box einen Ordner an, laden Sie {0} als Editor ein, und verwenden Sie die Zahl in dessen Adresse als folderId.',
  "Box shows {0} no folder {1}. Open the folder in Box as its owner, press Share, and invite {2} as Editor. Box says the same of a wrong number: it is the last part of the folder's address.":
    'Box zeigt {0} keinen Ordner {1}. Öffnen Sie den Ordner in Box als Eigentümer, klicken Sie auf Share, und laden Sie {2} als Editor ein. Dasselbe meldet Box bei einer falschen Zahl: Sie ist der letzte Teil der Adresse des Ordners.',
  '{0} may only look at the folder "{1}". In Box open Share > Manage Collaborators and make it an Editor.':
    '{0} darf den Ordner „{1}“ nur ansehen. Öffnen Sie in Box Share > Manage Collaborators, und ändern Sie die Rolle auf Editor.',
  'Files go to the folder "{0}".': 'Dateien kommen in den Ordner „{0}“.',
  "Box does not find the folder of folderId. Open it in Box as its owner, press Share, and invite the app's service account (AutomationUser_…@boxdevedition.com) as Editor; until then Box says that there is no such folder.":
    'Box findet den Ordner aus folderId nicht. Öffnen Sie ihn in Box als Eigentümer, klicken Sie auf Share, und laden Sie das Dienstkonto der App (AutomationUser_…@boxdevedition.com) als Editor ein; bis dahin meldet Box, dass es den Ordner nicht gibt.',
  "Open the folder in Box as its owner, press Share, and invite the app's service account (AutomationUser_…@boxdevedition.com) as Editor.":
    'Öffnen Sie den Ordner in Box als Eigentümer, klicken Sie auf Share, und laden Sie das Dienstkonto der App (AutomationUser_…@boxdevedition.com) als Editor ein.',
  'Box asks for a pause.': 'Box bittet um eine Pause.',
  'Box does not let the app sign in. In the Admin Console > Integrations > Platform Apps Manager authorize the app (again after every change of its scopes), and compare enterpriseId.':
    'Box lässt die App sich nicht anmelden. Autorisieren Sie die App in der Admin Console > Integrations > Platform Apps Manager (nach jeder Änderung ihrer Scopes erneut), und vergleichen Sie enterpriseId.',
  'The Box app is not authorized by the enterprise admin. Authorize it in the Admin Console > Integrations > Platform Apps Manager.':
    'Die Box-App ist vom Administrator des Unternehmens nicht autorisiert. Autorisieren Sie sie in der Admin Console > Integrations > Platform Apps Manager.',
  'Box does not know clientId or clientSecret. Compare them with the Developer Console > the app > Configuration.':
    'Box kennt clientId oder clientSecret nicht. Vergleichen Sie beide mit der Developer Console > die App > Configuration.',
  'The Box app signs in another way. In the Developer Console make one with Server Authentication (Client Credentials Grant).':
    'Die Box-App meldet sich auf andere Weise an. Legen Sie in der Developer Console eine mit Server Authentication (Client Credentials Grant) an.',
  'The sign-in at Box has run out.': 'Die Anmeldung bei Box ist abgelaufen.',
  'A scope of the Box app is missing. In the Developer Console > the app > Configuration tick "Write all files and folders stored in Box", then authorize the app again in the Admin Console.':
    'Der Box-App fehlt ein Scope. Setzen Sie in der Developer Console > die App > Configuration das Häkchen bei „Write all files and folders stored in Box“, und autorisieren Sie die App dann in der Admin Console erneut.',
  'The service account may not write to this folder of Box. {0}':
    'Das Dienstkonto darf in diesen Ordner von Box nicht schreiben. {0}',
  'The file is locked at Box.': 'Die Datei ist bei Box gesperrt.',
  'A Box Shield policy forbids it. Look at the Admin Console > Shield.':
    'Eine Richtlinie von Box Shield verbietet es. Sehen Sie in der Admin Console > Shield nach.',
  'Box does not allow it.': 'Box erlaubt es nicht.',
  "The file is larger than the enterprise's Box plan allows.":
    'Die Datei ist größer, als der Box-Tarif des Unternehmens erlaubt.',
  'The Box account has no room left. Give the service account, or the owner of the folder, more storage in the Admin Console > Users.':
    'Das Box-Konto hat keinen Platz mehr. Geben Sie dem Dienstkonto oder dem Eigentümer des Ordners in der Admin Console > Users mehr Speicher.',
  'Box does not find it.': 'Box findet es nicht.',
  'It lies in the trash of Box.': 'Es liegt im Papierkorb von Box.',
  'At Box the name is taken by another item.':
    'Bei Box ist der Name von einem anderen Element belegt.',
  'Box has the name reserved while it works on another upload.':
    'Box hält den Namen frei, während es einen anderen Upload verarbeitet.',
  'Box is moving or copying the folder.': 'Box verschiebt oder kopiert den Ordner gerade.',
  'Box is working on the same item.': 'Box bearbeitet gerade dasselbe Element.',
  'Box does not allow this name. Change folder or fileName in the archive file.':
    'Box erlaubt diesen Namen nicht. Ändern Sie folder oder fileName in der Archivdatei.',
  'The name is too long for Box. Change folder or fileName in the archive file.':
    'Der Name ist für Box zu lang. Ändern Sie folder oder fileName in der Archivdatei.',
  'The bytes did not reach Box as they were sent. It is tried again.':
    'Die Bytes kamen bei Box nicht so an, wie sie gesendet wurden. Es wird erneut versucht.',
  'An upload to Box has run out. It begins again.':
    'Ein Upload zu Box ist abgelaufen. Er beginnt von vorn.',
  'An upload to Box failed. It begins again.':
    'Ein Upload zu Box ist gescheitert. Er beginnt von vorn.',
  'Box is still putting a large file together. It is asked again.':
    'Box setzt eine große Datei noch zusammen. Es wird erneut nachgefragt.',
  'Box did not take a part of a large file. It is tried again.':
    'Box hat einen Teil einer großen Datei nicht angenommen. Es wird erneut versucht.',
  'What has the name at Box can not be read, or went away meanwhile.':
    'Was bei Box den Namen trägt, ist nicht lesbar oder wurde inzwischen entfernt.',
  'A file that was just written to Box is not there any more.':
    'Eine soeben zu Box geschriebene Datei ist nicht mehr da.',
  'Box lost an upload twice. It is tried again.':
    'Box hat einen Upload zweimal verloren. Es wird erneut versucht.',
  "; paths begin at the team's space": '; Pfade beginnen im Bereich des Teams',
  'Signed in as {0} ({1}){2}.': 'Angemeldet als {0} ({1}){2}.',
  'Files carry no metadata at Dropbox, which the sidecar makes up for. To have it, tick files.metadata.write in the Dropbox App Console > Permissions, press Submit, and link the app again.':
    'Bei Dropbox tragen Dateien keine Metadaten; die Begleitdatei gleicht das aus. Um sie zu erhalten, setzen Sie in der Dropbox App Console > Permissions das Häkchen bei files.metadata.write, klicken Sie auf Submit, und verknüpfen Sie die App erneut.',
  'Files carry their contract in properties that this app alone sees.':
    'Dateien tragen ihren Vertrag in Eigenschaften, die nur diese App sieht.',
  'what the app sees': 'dem, was die App sieht',
  'the namespace {0}': 'dem Namespace {0}',
  'Files go to the top of {0}.': 'Dateien kommen in die oberste Ebene von {0}.',
  '{0} is made with the first file.': '{0} wird mit der ersten Datei angelegt.',
  '{0} is there.': '{0} ist vorhanden.',
  '{0} is a file. Move it away, or set root in the archive file to a folder.':
    '{0} ist eine Datei. Verschieben Sie sie, oder setzen Sie root in der Archivdatei auf einen Ordner.',
  'the Dropbox App Console': 'die Dropbox App Console',
  'Dropbox asks for a pause.': 'Dropbox bittet um eine Pause.',
  'Dropbox takes one write at a time in this folder space and asks for a pause.':
    'Dropbox nimmt in diesem Ordnerbereich nur einen Schreibvorgang zur selben Zeit an und bittet um eine Pause.',
  'The Dropbox account has too many files.': 'Das Dropbox-Konto hat zu viele Dateien.',
  'The Dropbox account has no room left. Make room, or raise its quota.':
    'Das Dropbox-Konto hat keinen Platz mehr. Schaffen Sie Platz, oder erhöhen Sie sein Kontingent.',
  'Dropbox does not know the refresh token any more: the app was unlinked. Link it again and put the new refreshToken into the archive file.':
    'Dropbox kennt das Refresh-Token nicht mehr: Die Verknüpfung der App wurde aufgehoben. Verknüpfen Sie sie erneut, und tragen Sie das neue refreshToken in die Archivdatei ein.',
  'Dropbox does not know the app key or its secret. Compare appKey and appSecret with {0} > Settings.':
    'Dropbox kennt den App Key oder sein Secret nicht. Vergleichen Sie appKey und appSecret mit {0} > Settings.',
  'The Dropbox app may not sign in like this. Look at {0} > Settings.':
    'Die Dropbox-App darf sich so nicht anmelden. Sehen Sie unter {0} > Settings nach.',
  'The sign-in at Dropbox has run out.': 'Die Anmeldung bei Dropbox ist abgelaufen.',
  'Dropbox does not accept the sign-in. Link the app again and put the new refreshToken into the archive file.':
    'Dropbox nimmt die Anmeldung nicht an. Verknüpfen Sie die App erneut, und tragen Sie das neue refreshToken in die Archivdatei ein.',
  'The Dropbox user that linked the app is suspended. Activate the user in the Admin console > Members.':
    'Der Dropbox-Benutzer, der die App verknüpft hat, ist gesperrt. Aktivieren Sie den Benutzer in der Admin console > Members.',
  'Dropbox does not know the memberId in this team, or the app is not linked to a team. Check memberId.':
    'Dropbox kennt die memberId in diesem Team nicht, oder die App ist mit keinem Team verknüpft. Prüfen Sie memberId.',
  'The kind of Dropbox account does not allow this.':
    'Diese Art von Dropbox-Konto erlaubt das nicht.',
  'The Dropbox user has no access to this namespaceId. Invite the user to that team folder in the Admin console > Content.':
    'Der Dropbox-Benutzer hat keinen Zugriff auf diese namespaceId. Laden Sie den Benutzer in der Admin console > Content in diesen Teamordner ein.',
  'The Dropbox user may not write to this folder. Give it "Can edit" there.':
    'Der Dropbox-Benutzer darf in diesen Ordner nicht schreiben. Geben Sie ihm dort „Can edit“.',
  'Dropbox keeps team folders themselves out of reach. Set root to a folder inside one.':
    'Dropbox lässt Teamordner selbst nicht zu. Setzen Sie root auf einen Ordner darin.',
  "The Dropbox team's space has moved. It is tried again with the new one.":
    'Der Bereich des Dropbox-Teams ist umgezogen. Es wird mit dem neuen erneut versucht.',
  'Dropbox does not allow it.': 'Dropbox erlaubt es nicht.',
  'At Dropbox a file lies where a folder is needed. Move it away, or change folder in the archive file.':
    'Bei Dropbox liegt eine Datei, wo ein Ordner gebraucht wird. Verschieben Sie sie, oder ändern Sie folder in der Archivdatei.',
  'Dropbox does not allow this name. Change folder or fileName in the archive file.':
    'Dropbox erlaubt diesen Namen nicht. Ändern Sie folder oder fileName in der Archivdatei.',
  'Dropbox does not allow this path. Change folder or fileName in the archive file.':
    'Dropbox erlaubt diesen Pfad nicht. Ändern Sie folder oder fileName in der Archivdatei.',
  'The bytes did not reach Dropbox as they were sent. It is tried again.':
    'Die Bytes kamen bei Dropbox nicht so an, wie sie gesendet wurden. Es wird erneut versucht.',
  'The file is too large for Dropbox.': 'Die Datei ist für Dropbox zu groß.',
  'Dropbox suppressed the operation.': 'Dropbox hat den Vorgang unterbunden.',
  'Dropbox does not give the file out, for legal reasons.':
    'Dropbox gibt die Datei aus rechtlichen Gründen nicht heraus.',
  "Dropbox lost the template of dealdraft's properties. It is made again.":
    'Dropbox hat die Vorlage für die Eigenschaften von dealdraft verloren. Sie wird neu angelegt.',
  'The file is locked at Dropbox.': 'Die Datei ist bei Dropbox gesperrt.',
  'Dropbox does not find the file.': 'Dropbox findet die Datei nicht.',
  'At Dropbox there is a folder where the file was.':
    'Bei Dropbox liegt ein Ordner, wo die Datei war.',
  'The Dropbox app lacks the permission {0}. Tick it in the Dropbox App Console > Permissions, press Submit, then link the app again: a permission that is added later needs a new refreshToken.':
    'Der Dropbox-App fehlt die Berechtigung {0}. Setzen Sie in der Dropbox App Console > Permissions das Häkchen, klicken Sie auf Submit, und verknüpfen Sie die App erneut: Eine nachträglich ergänzte Berechtigung verlangt ein neues refreshToken.',
  'What was kept of an upload to Dropbox can not be read.':
    'Was von einem Upload zu Dropbox aufbewahrt wurde, ist nicht lesbar.',
  'Dropbox lost an upload twice. It is tried again.':
    'Dropbox hat einen Upload zweimal verloren. Es wird erneut versucht.',
  'Dropbox kept a file under another name than the one that was given. Look for a copy with a number in its name.':
    'Dropbox hat eine Datei unter einem anderen als dem angegebenen Namen abgelegt. Suchen Sie nach einer Kopie mit einer Zahl im Namen.',
  'The file was gone right after it was written.':
    'Die Datei war gleich nach dem Schreiben verschwunden.',
  'The file is being written by another dealdraft; later.':
    'Die Datei wird gerade von einem anderen dealdraft geschrieben; später wieder.',
  'A folder or a link lies where a file of the archive should be.':
    'Wo eine Datei des Archivs sein soll, liegt ein Ordner oder ein Link.',
  'There is no room left where the folder lies. Free some, or raise the quota.':
    'Wo der Ordner liegt, ist kein Platz mehr. Schaffen Sie Platz, oder erhöhen Sie das Kontingent.',
  'The file is no longer in the folder.': 'Die Datei ist nicht mehr im Ordner.',
  'The folder is there, and may be written to.': 'Der Ordner ist vorhanden und beschreibbar.',
  'Files get their names only when they are whole.':
    'Dateien erhalten ihren Namen erst, wenn sie vollständig sind.',
  'This mount knows no hard links: after a crash a file may be there in part until the next try completes it.':
    'Dieses Dateisystem kennt keine Hardlinks: Nach einem Absturz kann eine Datei unvollständig sein, bis der nächste Versuch sie vervollständigt.',
  'dealdraft may not write there. Give its user the right to create files in the folder.':
    'dealdraft darf dort nicht schreiben. Geben Sie seinem Benutzer das Recht, im Ordner Dateien anzulegen.',
  'The disk or the mount of the folder does not answer properly. It is tried again; if it goes on, look at the mount.':
    'Das Laufwerk des Ordners antwortet nicht richtig. Es wird erneut versucht; wenn es so bleibt, prüfen Sie das Laufwerk.',
  'The file system does not take this name.': 'Das Dateisystem nimmt diesen Namen nicht an.',
  'The file is in use by another program; later.':
    'Die Datei wird von einem anderen Programm verwendet; später wieder.',
  'The folder is not there. Create it, or mount it; dealdraft does not create it by itself.':
    'Den Ordner gibt es nicht. Legen Sie ihn an, oder binden Sie ihn ein; dealdraft legt ihn nicht selbst an.',
  'The path leads out of the folder.': 'Der Pfad führt aus dem Ordner hinaus.',
  'A file or a link lies where a folder of the archive should be. Move it away.':
    'Wo ein Ordner des Archivs sein soll, liegt eine Datei oder ein Link. Verschieben Sie sie.',
  'The key of the service account can not be read. Check it in the archive file.':
    'Der Schlüssel des Dienstkontos ist nicht lesbar. Prüfen Sie ihn in der Archivdatei.',
  'The folder is not there, or the service account may not see it. Check folderId, and share the folder or its shared drive with the account.':
    'Den Ordner gibt es nicht, oder das Dienstkonto darf ihn nicht sehen. Prüfen Sie folderId, und geben Sie den Ordner oder seine geteilte Ablage für das Konto frei.',
  'The folder lies in a My Drive, where a service account has no storage. Use a folder of a shared drive, or set subject.':
    'Der Ordner liegt in „Meine Ablage“, wo ein Dienstkonto keinen Speicher hat. Verwenden Sie einen Ordner einer geteilten Ablage, oder setzen Sie subject.',
  'The service account is accepted, and sees the folder.':
    'Das Dienstkonto wird angenommen und sieht den Ordner.',
  'The service account may only look. Make it a content manager of the shared drive.':
    'Das Dienstkonto darf nur lesen. Machen Sie es zum Contentmanager der geteilten Ablage.',
  'The service account may write but not clear up after two writers at once. Make it a content manager.':
    'Das Dienstkonto darf schreiben, aber nach zwei gleichzeitigen Schreibvorgängen nicht aufräumen. Machen Sie es zum Contentmanager.',
  'The service account may write there.': 'Das Dienstkonto darf dort schreiben.',
  'Google did not accept the service account. Check its key in the archive file, and the clock of this machine.':
    'Google hat das Dienstkonto nicht angenommen. Prüfen Sie seinen Schlüssel in der Archivdatei und die Uhr dieses Rechners.',
  'Google Drive asks for a pause.': 'Google Drive bittet um eine Pause.',
  'Google Drive does not allow it. Make the service account a content manager of the shared drive.':
    'Google Drive erlaubt es nicht. Machen Sie das Dienstkonto zum Contentmanager der geteilten Ablage.',
  'The service account may not act as this user. Allow its client id and the scope https://www.googleapis.com/auth/drive under domain-wide delegation.':
    'Das Dienstkonto darf nicht für diesen Benutzer handeln. Lassen Sie seine Client-ID und den Scope https://www.googleapis.com/auth/drive unter der domainweiten Delegierung zu.',
  'There is no room for the file. A service account has no storage of its own: use a folder of a shared drive, or set subject.':
    'Für die Datei ist kein Platz. Ein Dienstkonto hat keinen eigenen Speicher: Verwenden Sie einen Ordner einer geteilten Ablage, oder setzen Sie subject.',
  'The shared drive has as many items as it can. Empty its bin, or use another one.':
    'Die geteilte Ablage enthält so viele Elemente wie möglich. Leeren Sie ihren Papierkorb, oder verwenden Sie eine andere.',
  'Folders of a shared drive can not lie that deep. Shorten folder in the archive file.':
    'Ordner einer geteilten Ablage können nicht so tief liegen. Kürzen Sie folder in der Archivdatei.',
  'folderId is no folder. Check it in the archive file.':
    'folderId ist kein Ordner. Prüfen Sie sie in der Archivdatei.',
  'A policy of the domain keeps Google Drive from being used like this. Ask its admin.':
    'Eine Richtlinie der Domain lässt Google Drive so nicht zu. Wenden Sie sich an deren Administrator.',
  'The Google Drive API is not enabled in the project of the service account. Open the Cloud console and enable it there.':
    'Die Google Drive API ist im Projekt des Dienstkontos nicht aktiviert. Aktivieren Sie sie in der Cloud Console.',
  'Google Drive does not find it, or the service account may not see it.':
    'Google Drive findet es nicht, oder das Dienstkonto darf es nicht sehen.',
  'Google Drive keeps nothing of what it is sent; later.':
    'Google Drive behält nichts von dem, was gesendet wird; später wieder.',
  'The upload came to nothing at Google Drive. It is begun again.':
    'Der Upload zu Google Drive blieb ohne Ergebnis. Er beginnt von vorn.',
  'Google Drive holds other bytes than were sent. They are sent again.':
    'Google Drive hat andere Bytes, als gesendet wurden. Sie werden erneut gesendet.',
  'A folder of the archive went away at Google Drive. It is made again.':
    'Ein Ordner des Archivs ist bei Google Drive verschwunden. Er wird neu angelegt.',
  'The file is not in Google Drive any more.': 'Die Datei ist nicht mehr in Google Drive.',
  'SharePoint keeps new files checked out, and does not let them be checked in: nobody else sees them. Under Library settings > Versioning settings set "Require documents to be checked out" to No, and under Columns let no column require information.':
    'SharePoint lässt neue Dateien ausgecheckt und nicht einchecken: Niemand sonst sieht sie. Setzen Sie unter Library settings > Versioning settings „Require documents to be checked out“ auf No, und lassen Sie unter Columns keine Spalte ein Pflichtfeld sein.',
  'At Microsoft a file lies where a folder is needed. Move it away, or change folder in the archive file.':
    'Bei Microsoft liegt eine Datei, wo ein Ordner gebraucht wird. Verschieben Sie sie, oder ändern Sie folder in der Archivdatei.',
  ', below {0}': ', unterhalb von {0}',
  'Files go to "{0}" ({1}){2}.': 'Dateien kommen nach „{0}“ ({1}){2}.',
  'No column has to be filled in, and a file that the library checks out is checked in. Microsoft does not tell of one more setting: under Library settings > Versioning settings "Require content approval" has to be No, or files stay invisible to others.':
    'Keine Spalte ist ein Pflichtfeld, und eine Datei, die die Bibliothek auscheckt, wird eingecheckt. Eine weitere Einstellung nennt Microsoft nicht: Unter Library settings > Versioning settings muss „Require content approval“ auf No stehen, sonst bleiben Dateien für andere unsichtbar.',
  'The column {0} tells whose each file is; other metadata goes into columns of the same names.':
    'Die Spalte {0} zeigt, wozu jede Datei gehört; andere Metadaten kommen in Spalten gleichen Namens.',
  'The library has no column {0}. Add it under Library settings > Create column, as a single line of text, so that files are known again without the store; any of contractId, counterparty, sha256 beside it is filled in, too.':
    'Die Bibliothek hat keine Spalte {0}. Fügen Sie sie unter Library settings > Create column als einzeiligen Text hinzu, damit Dateien auch ohne den Speicher wiedererkannt werden; von contractId, counterparty und sha256 wird gefüllt, was daneben vorhanden ist.',
  'The library wants {0} filled in, so that files stay checked out and invisible to others. Under Library settings > Columns set "Require that this column contains information" to No for each, or take a library without.':
    'Die Bibliothek verlangt einen Wert in {0}, sodass Dateien ausgecheckt und für andere unsichtbar bleiben. Setzen Sie unter Library settings > Columns jeweils „Require that this column contains information“ auf No, oder verwenden Sie eine Bibliothek ohne Pflichtfelder.',
  'The app signs in to {0} with its secret, which ends some day: a certificate tells of its end.':
    'Die App meldet sich bei {0} mit ihrem Secret an, das eines Tages abläuft: Ein Zertifikat nennt sein Ende.',
  'The app signs in to {0} with its certificate.':
    'Die App meldet sich bei {0} mit ihrem Zertifikat an.',
  'Microsoft does not find the site {0}, or shows it to nobody who was not let in. Write site as contoso.sharepoint.com:/sites/legal, and grant the app "write" for it (Sites.Selected).':
    'Microsoft findet die Site {0} nicht oder zeigt sie nur Berechtigten. Schreiben Sie site als contoso.sharepoint.com:/sites/legal, und geben Sie der App „write“ dafür (Sites.Selected).',
  'The site {0} has no document library.': 'Die Site {0} hat keine Dokumentbibliothek.',
  'The site {0} has no document library "{1}". It has: {2}.':
    'Die Site {0} hat keine Dokumentbibliothek „{1}“. Vorhanden sind: {2}.',
  'Microsoft knows no user {0}, or the user has no OneDrive yet: it is made when the user opens it for the first time.':
    'Microsoft kennt keinen Benutzer {0}, oder der Benutzer hat noch kein OneDrive: Es entsteht, wenn er es zum ersten Mal öffnet.',
  'Microsoft asks for a pause.': 'Microsoft bittet um eine Pause.',
  'The drive has no room left. Make room, or raise its quota in the SharePoint admin center > Active sites.':
    'Das Laufwerk hat keinen Platz mehr. Schaffen Sie Platz, oder erhöhen Sie sein Kontingent im SharePoint Admin Center > Active sites.',
  'Microsoft does not allow this name or path, or the path is longer than 400 characters. Change folder or fileName in the archive file.':
    'Microsoft erlaubt diesen Namen oder Pfad nicht, oder der Pfad ist länger als 400 Zeichen. Ändern Sie folder oder fileName in der Archivdatei.',
  'Somebody has the file open or checked out.': 'Jemand hat die Datei geöffnet oder ausgecheckt.',
  'Microsoft says that the file is being changed.':
    'Microsoft meldet, dass die Datei gerade geändert wird.',
  'The name is held by an upload that has not ended. Microsoft lets go of it within a day.':
    'Der Name ist von einem nicht beendeten Upload belegt. Microsoft gibt ihn innerhalb eines Tages frei.',
  'The app may not write there. With Sites.Selected, grant it "write" for the site (POST /sites/{id}/permissions, in Graph Explorer or with PnP PowerShell); for OneDrive give it Files.ReadWrite.All as an application permission, and admin consent in Entra > App registrations > API permissions.':
    'Die App darf dort nicht schreiben. Geben Sie ihr mit Sites.Selected „write“ für die Site (POST /sites/{id}/permissions, im Graph Explorer oder mit PnP PowerShell); geben Sie ihr für OneDrive Files.ReadWrite.All als Anwendungsberechtigung und die Administratorzustimmung in Entra > App registrations > API permissions.',
  'The app lacks a permission. In Entra > App registrations > API permissions add it as an application permission and press "Grant admin consent".':
    'Der App fehlt eine Berechtigung. Fügen Sie sie in Entra > App registrations > API permissions als Anwendungsberechtigung hinzu, und klicken Sie auf „Grant admin consent“.',
  'Microsoft takes the file for malware.': 'Microsoft hält die Datei für Schadsoftware.',
  'Microsoft does not find it.': 'Microsoft findet es nicht.',
  'The sign-in at Microsoft has run out.': 'Die Anmeldung bei Microsoft ist abgelaufen.',
  'Microsoft has trouble of its own. If it goes on for one library, look at its Library settings: a validation of columns ends like this.':
    'Microsoft hat selbst eine Störung. Wenn es bei einer Bibliothek so bleibt, sehen Sie deren Library settings an: Eine Gültigkeitsprüfung von Spalten endet so.',
  'Microsoft has trouble of its own; it is tried again.':
    'Microsoft hat selbst eine Störung; es wird erneut versucht.',
  'Entra > App registrations > the app > Certificates & secrets':
    'Entra > App registrations > die App > Certificates & secrets',
  'Microsoft does not know the client secret. Take the Value, not the ID, from {0}, and put it into clientSecret.':
    'Microsoft kennt das Client-Secret nicht. Nehmen Sie den Wert (Value), nicht die ID, aus {0}, und tragen Sie ihn als clientSecret ein.',
  'The client secret has expired. Make a new one in {0}, or use a certificate.':
    'Das Client-Secret ist abgelaufen. Erzeugen Sie ein neues in {0}, oder verwenden Sie ein Zertifikat.',
  'Microsoft does not know the app in this tenant. Compare clientId and tenantId with Entra > App registrations > the app > Overview.':
    'Microsoft kennt die App in diesem Mandanten nicht. Vergleichen Sie clientId und tenantId mit Entra > App registrations > die App > Overview.',
  'Microsoft does not know the tenant. Compare tenantId with Entra > Overview > Tenant ID.':
    'Microsoft kennt den Mandanten nicht. Vergleichen Sie tenantId mit Entra > Overview > Tenant ID.',
  'Microsoft does not accept the certificate. Upload it in {0} > Certificates, and give its own key as privateKey.':
    'Microsoft nimmt das Zertifikat nicht an. Laden Sie es in {0} > Certificates hoch, und geben Sie den zugehörigen Schlüssel als privateKey an.',
  'Microsoft does not accept the assertion for this address. Compare endpoints.login with the cloud of the tenant.':
    'Microsoft nimmt die Assertion für diese Adresse nicht an. Vergleichen Sie endpoints.login mit der Cloud des Mandanten.',
  "The clock of this machine differs from Microsoft's. Set it by NTP.":
    'Die Uhr dieses Rechners weicht von der von Microsoft ab. Stellen Sie sie per NTP.',
  'A Conditional Access policy keeps the app out. Exclude it in Entra > Conditional Access, or allow the address of this machine.':
    'Eine Conditional-Access-Richtlinie sperrt die App aus. Nehmen Sie sie in Entra > Conditional Access aus, oder lassen Sie die Adresse dieses Rechners zu.',
  'The app is disabled. Enable it in Entra > Enterprise applications > the app > Properties.':
    'Die App ist deaktiviert. Aktivieren Sie sie in Entra > Enterprise applications > die App > Properties.',
  'Microsoft did not let the app sign in. Look the code up in Entra, or compare tenantId, clientId and the credential.':
    'Microsoft hat die App sich nicht anmelden lassen. Schlagen Sie den Code in Entra nach, oder vergleichen Sie tenantId, clientId und die Zugangsdaten.',
  'certificate or privateKey can not be used to sign in. Give the certificate as PEM, and its key as an RSA key in PKCS #8 ("BEGIN PRIVATE KEY").':
    'certificate oder privateKey ist für die Anmeldung nicht verwendbar. Geben Sie das Zertifikat als PEM an und seinen Schlüssel als RSA-Schlüssel in PKCS #8 („BEGIN PRIVATE KEY“).',
  'Microsoft lost an upload twice. It is tried again.':
    'Microsoft hat einen Upload zweimal verloren. Es wird erneut versucht.',
  'At Microsoft the name is held by an upload that has not ended. It lets go of it within a day.':
    'Bei Microsoft ist der Name von einem nicht beendeten Upload belegt. Er wird innerhalb eines Tages frei.',
  'Microsoft does not find the library or drive any more. Look whether it was deleted, and check site, library or user in the archive file.':
    'Microsoft findet die Bibliothek oder das Laufwerk nicht mehr. Prüfen Sie, ob sie gelöscht wurden, sowie site, library oder user in der Archivdatei.',
  '{0} answered {1} with something unknown. If it goes on, update dealdraft.':
    '{0} hat auf {1} mit etwas Unbekanntem geantwortet. Wenn es so bleibt, aktualisieren Sie dealdraft.',
  '{0} asks for a pause.': '{0} bittet um eine Pause.',
  '{0} did not accept the sign-in. Check its credentials.':
    '{0} hat die Anmeldung nicht angenommen. Prüfen Sie die Zugangsdaten.',
  '{0} has trouble of its own; it is tried again.':
    '{0} hat selbst eine Störung; es wird erneut versucht.',
  'What answered is not {0}, as a proxy may do.':
    'Geantwortet hat nicht {0}, sondern vielleicht ein Proxy.',
  '{0} does not allow it. Check the rights of the app.':
    '{0} erlaubt es nicht. Prüfen Sie die Rechte der App.',
  '{0} does not find it.': '{0} findet es nicht.',
  '{0} has the file locked.': '{0} hat die Datei gesperrt.',
  '{0} has no room left.': '{0} hat keinen Platz mehr.',
  '{0} refused the request.': '{0} hat die Anfrage abgelehnt.',
  '{0} broke off while a file was read.': '{0} brach ab, während eine Datei gelesen wurde.',
  "{0} can't be reached. It is tried again; if it goes on, look at the network and the proxy.":
    '{0} ist nicht erreichbar. Es wird erneut versucht; wenn es so bleibt, prüfen Sie Netzwerk und Proxy.',
  'The destination named no usable address for the bytes.':
    'Das Ziel hat keine brauchbare Adresse für die Bytes genannt.',
  'The upload came to nothing at S3. It is begun again.':
    'Der Upload zu S3 blieb ohne Ergebnis. Er beginnt von vorn.',
  'S3 asks for a pause.': 'S3 bittet um eine Pause.',
  'S3 did not accept the keys. Check accessKeyId and secretAccessKey, or the role of this machine.':
    'S3 hat die Schlüssel nicht angenommen. Prüfen Sie accessKeyId und secretAccessKey oder die Rolle dieses Rechners.',
  'The bucket lies in another region. Set its region in the archive file.':
    'Der Bucket liegt in einer anderen Region. Tragen Sie seine region in der Archivdatei ein.',
  'Another write of this file is under way; later.':
    'Ein anderer Schreibvorgang dieser Datei läuft; später wieder.',
  'What answered is not S3, as a proxy may do.':
    'Geantwortet hat nicht S3, sondern vielleicht ein Proxy.',
  'The bytes did not arrive as they were sent. They are sent again.':
    'Die Bytes kamen nicht so an, wie sie gesendet wurden. Sie werden erneut gesendet.',
  'S3 does not allow it. The keys need s3:PutObject, s3:GetObject and s3:ListBucket for this bucket.':
    'S3 erlaubt es nicht. Die Schlüssel brauchen s3:PutObject, s3:GetObject und s3:ListBucket für diesen Bucket.',
  'The clock of this machine is wrong, so S3 refuses its signatures. Set the clock.':
    'Die Uhr dieses Rechners geht falsch, daher lehnt S3 seine Signaturen ab. Stellen Sie die Uhr.',
  'The bucket is not there. Check its name and region, or create it.':
    'Den Bucket gibt es nicht. Prüfen Sie seinen Namen und seine Region, oder legen Sie ihn an.',
  'The file is not in the bucket.': 'Die Datei ist nicht im Bucket.',
  'The quota of the bucket is used up. Raise it.':
    'Das Kontingent des Buckets ist verbraucht. Erhöhen Sie es.',
  'The storage of the server is full.': 'Der Speicher des Servers ist voll.',
  'S3 waited too long for the bytes; again.':
    'S3 hat zu lange auf die Bytes gewartet; gleich noch einmal.',
  'The file lies in a storage class that can’t be read at once.':
    'Die Datei liegt in einer Speicherklasse, die nicht sofort gelesen werden kann.',
  'Folder and name are longer than the 1,024 bytes of S3.':
    'Ordner und Name sind länger als die 1.024 Bytes von S3.',
  'S3 refused the request. A retention needs a bucket with object lock, an encryption one that allows it.':
    'S3 hat die Anfrage abgelehnt. Eine Aufbewahrung braucht einen Bucket mit Object Lock, eine Verschlüsselung einen, der sie zulässt.',
  "S3 can't be reached. It is tried again; if it goes on, look at the network and the proxy.":
    'S3 ist nicht erreichbar. Es wird erneut versucht; wenn es so bleibt, prüfen Sie Netzwerk und Proxy.',
  'S3 has trouble of its own; it is tried again.':
    'S3 hat selbst eine Störung; es wird erneut versucht.',
  'S3 refused the request.': 'S3 hat die Anfrage abgelehnt.',
  'A file is never written over another, also by two writers at once.':
    'Eine Datei wird nie über eine andere geschrieben, auch nicht bei zwei gleichzeitigen Schreibvorgängen.',
  'This server does not honour If-None-Match, so two writers at once could write over each other. dealdraft looks before it writes and checks afterwards; let one dealdraft at a time archive here.':
    'Dieser Server beachtet If-None-Match nicht, sodass zwei gleichzeitige Schreibvorgänge einander überschreiben könnten. dealdraft sieht vor dem Schreiben nach und prüft danach; lassen Sie hier nur ein dealdraft zur selben Zeit archivieren.',
  'The bucket is there, and the keys are accepted.':
    'Der Bucket ist vorhanden, und die Schlüssel werden angenommen.',
  'The bucket keeps files for their time.': 'Der Bucket bewahrt Dateien für ihre Zeit auf.',
  'S3 broke off while a file was read.': 'S3 brach ab, während eine Datei gelesen wurde.',
};
