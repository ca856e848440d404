import { toSalesforceDateTime } from './datetime.js';
import type { SObjectRecord } from './schema/types.js';
import type { CrmStore } from './store.js';

/** Rounds as the platform stores a decimal of that scale. */
export function roundTo(value: number, scale: number): number {
  // Shifting the decimal point in the text avoids 1.005 * 100 = 100.49999; exponent forms cannot be shifted so.
  if (String(value).includes('e')) return Number(value.toFixed(scale));
  return Number(`${Math.round(Number(`${value}e${scale}`))}e-${scale}`);
}

/** A stage change sets the deal's probability (unless the write sets it), closed and won flags and forecast. */
export function applyStage(
  store: CrmStore,
  row: SObjectRecord,
  written: { stageChanged: boolean; probabilityWritten: boolean; now: Date },
): void {
  const stage = store
    .rows('OpportunityStage')
    .find((candidate) => candidate.ApiName === row.StageName);
  if (written.stageChanged) {
    store.update(row, {
      IsClosed: stage?.IsClosed ?? false,
      IsWon: stage?.IsWon ?? false,
      ForecastCategory: stage?.ForecastCategory ?? null,
      ForecastCategoryName: stage?.ForecastCategoryName ?? null,
      LastStageChangeDate: toSalesforceDateTime(written.now),
      ...(written.probabilityWritten ? {} : { Probability: stage?.DefaultProbability ?? 0 }),
    });
  }
  applyDealTotals(store, row);
}

/** Amount follows the lines where there are any; expected revenue and the fiscal period follow from the rest. */
export function applyDealTotals(
  store: CrmStore,
  row: SObjectRecord,
  lines: readonly SObjectRecord[] = linesOf(store, row),
): void {
  const total = lines.reduce((sum, line) => sum + Number(line.TotalPrice ?? 0), 0);
  const quantity = lines.reduce((sum, line) => sum + Number(line.Quantity ?? 0), 0);
  const amount = lines.length > 0 ? roundTo(total, 2) : row.Amount;
  const month = Number(String(row.CloseDate).slice(5, 7));
  const year = Number(String(row.CloseDate).slice(0, 4));
  const quarter = Math.ceil(month / 3);
  store.update(row, {
    Amount: amount ?? null,
    HasOpportunityLineItem: lines.length > 0,
    ...(lines.length > 0 ? { TotalOpportunityQuantity: quantity } : {}),
    ExpectedRevenue:
      typeof amount === 'number' ? roundTo((amount * Number(row.Probability ?? 0)) / 100, 2) : null,
    FiscalQuarter: quarter,
    FiscalYear: year,
    Fiscal: `${year} ${quarter}`,
  });
}

function linesOf(store: CrmStore, { Id }: SObjectRecord): readonly SObjectRecord[] {
  return store.rows('OpportunityLineItem').filter((line) => line.OpportunityId === Id);
}

/** A line takes name, code, list price and currency from its price book entry, and its total from quantity and price. */
export function applyLineItem(store: CrmStore, row: SObjectRecord): void {
  const entry = store.find('PricebookEntry', String(row.PricebookEntryId));
  const product = store.find('Product2', String(entry?.Product2Id ?? row.Product2Id));
  const deal = store.find('Opportunity', String(row.OpportunityId));
  const quantity = Number(row.Quantity ?? 0);
  const unitPrice =
    typeof row.UnitPrice === 'number'
      ? row.UnitPrice
      : typeof row.TotalPrice === 'number' && quantity !== 0
        ? roundTo(row.TotalPrice / quantity, 2)
        : null;
  store.update(row, {
    Product2Id: product?.Id ?? row.Product2Id ?? null,
    ProductCode: product?.ProductCode ?? null,
    Name: `${String(deal?.Name ?? '')} ${String(product?.Name ?? '')}`.trim(),
    ListPrice: entry?.UnitPrice ?? null,
    UnitPrice: unitPrice,
    TotalPrice: unitPrice === null ? (row.TotalPrice ?? null) : roundTo(unitPrice * quantity, 2),
    ...(deal && 'CurrencyIsoCode' in deal ? { CurrencyIsoCode: deal.CurrencyIsoCode ?? null } : {}),
  });
}

/** People's full names are composed; nobody writes them. */
export function applyPersonName(store: CrmStore, row: SObjectRecord): void {
  const parts = [row.FirstName, row.LastName].filter(
    (part) => typeof part === 'string' && part !== '',
  );
  store.update(row, { Name: parts.join(' ') });
}
