export const ATTACHMENT_FORMATS = ['DOCX', 'PDF', 'TEMPLATE'] as const;
/** In which form a contract goes along with the mail to its counterparties. */
export type AttachmentFormat = (typeof ATTACHMENT_FORMATS)[number];
