// In place of lightning/primitiveIcon's own loader: with no templates at hand it draws icons from the sprites.
export const hasIconLibrary = () => false;
export const getIconLibrary = () => null;
export const fetchIconLibrary = async () => null;
