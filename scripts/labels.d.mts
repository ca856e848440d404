export declare const SOURCE: string;
export type Catalogues = Map<string, Readonly<Record<string, string>>>;
export declare function readCatalogues(folder: string): Catalogues;
export declare function pageCatalogues(): Catalogues;
export declare function labelFiles(): Map<string, string>;
