const Navigate = Symbol('Navigate');
const GenerateUrl = Symbol('GenerateUrl');

/** What lightning/navigation does with the page references that components here use. */
export const NavigationMixin = (Base) =>
  class extends Base {
    [Navigate](reference, replace) {
      const url = urlOf(reference);
      if (!url.startsWith('#')) window.open(url, '_blank', 'noopener');
      else if (replace) window.location.replace(url);
      else window.location.assign(url);
    }

    async [GenerateUrl](reference) {
      return urlOf(reference);
    }
  };
NavigationMixin.Navigate = Navigate;
NavigationMixin.GenerateUrl = GenerateUrl;

function urlOf({ type, attributes = {} }) {
  if (type === 'standard__webPage') return attributes.url;
  if (type === 'standard__recordPage') return `#/deals/${attributes.recordId}`;
  throw new Error(`This page can’t navigate to ${type}.`);
}
