import {
  forgetAll,
  forgetForm,
  saveForm,
  saveRequest,
  savedForm,
  savedForms,
  savedRequest,
} from 'c/dealdraftKept';

const DEAL = '006000000000001AAA';
const FORM = { template: { id: '1204', name: 'Order form' }, entries: { po: 'PO-1' } };
const NDA = { template: { id: '1201', name: 'NDA' }, entries: {} };

afterEach(() => {
  jest.restoreAllMocks();
  forgetAll();
});

it('keeps forms by deal and template in the tab, and forgets one by one', () => {
  saveForm(DEAL, FORM);
  saveForm(DEAL, NDA);
  saveForm('006000000000002AAA', NDA);
  expect(savedForm(DEAL, '1204')).toEqual(FORM);
  expect(savedForms(DEAL).map(({ template }) => template.name)).toEqual(['NDA', 'Order form']);
  expect(window.sessionStorage).toHaveLength(3);
  forgetForm(DEAL, '1204');
  expect(savedForm(DEAL, '1204')).toBeNull();
  expect(savedForms(DEAL)).toEqual([NDA]);
});

it('leaves alone what is not its own when somebody else uses the tab', () => {
  window.sessionStorage.setItem('other', 'x');
  saveForm(DEAL, FORM);
  saveRequest(DEAL, { intent: { key: 'k' }, form: FORM });
  forgetAll();
  expect(savedForms(DEAL)).toEqual([]);
  expect(savedRequest(DEAL)).toBeNull();
  expect(window.sessionStorage.getItem('other')).toBe('x');
  window.sessionStorage.clear();
});

it('keeps them in the page where the browser keeps nothing', () => {
  jest.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  saveForm(DEAL, FORM);
  expect(savedForm(DEAL, '1204')).toEqual(FORM);
  expect(savedForms(DEAL)).toEqual([FORM]);
});

it('takes nothing that it can’t read', () => {
  window.sessionStorage.setItem(`dealdraft.form.${DEAL}.9`, '{');
  window.sessionStorage.setItem(`dealdraft.request.${DEAL}`, '{"intent":null}');
  expect(savedForms(DEAL)).toEqual([]);
  expect(savedRequest(DEAL)).toBeNull();
});
