"""Usual captions of statements by us-gaap concept: data for `concepts`."""

PRETAX = "IncomeLossFromContinuingOperationsBeforeIncomeTaxesExtraordinaryItemsNoncontrollingInterest"
CAPEX = "PaymentsToAcquirePropertyPlantAndEquipment"
CASH_TOTAL = "CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents"
CASH_CHANGE = f"{CASH_TOTAL}PeriodIncreaseDecreaseIncludingExchangeRateEffect"

# A concept, then the captions that name it, parted by "|", in the form that `concepts.normalised` gives them.
# Amounts at a date stand between [instants] and [flows].
CAPTIONS = f"""
Revenues:
    revenue | revenues | total revenue | total revenues | net revenue | net revenues | sales | net sales
    | total net sales | total net revenue | total net revenues | sales and other operating revenue
    | total revenues and other income | turnover | operating revenues | total operating revenues | total sales
CostOfRevenue:
    cost of revenue | cost of revenues | cost of sales | cost of goods sold | total cost of revenue
    | total cost of revenues | total cost of sales | costs of goods sold | cost of products sold | costs of revenue
    | direct expenses | cost of operating revenue | merchandise costs | cost of net revenues | cost of net revenue
GrossProfit:
    gross profit | gross margin | gross loss | total gross margin | total gross profit | gross income
ResearchAndDevelopmentExpense:
    research and development | research and development expense | research and development expenses
    | research development and engineering | product development | technology and development
    | research and development costs
SellingGeneralAndAdministrativeExpense:
    selling general and administrative | selling general and administrative expenses
    | selling general and administrative expense | selling general and administrative costs | sg and a
    | sg and a expenses | total selling and administrative expense | selling and administrative
    | operating selling general and administrative expenses | selling administrative and general expenses
SellingAndMarketingExpense:
    sales and marketing | selling and marketing | marketing | marketing and sales | selling and marketing expenses
    | sales and marketing expenses | selling
GeneralAndAdministrativeExpense:
    general and administrative | general and administrative expenses | administrative expenses
    | administration expenses | general and administrative expense
DepreciationDepletionAndAmortization:
    depreciation and amortization | depreciation amortization and other | depreciation and depletion
    | depreciation depletion and amortization | depreciation and amortisation
    | depreciation and amortization expense | depreciation
AmortizationOfIntangibleAssets:
    amortization of intangible assets | amortization of intangibles | amortization of acquired intangible assets
RestructuringCharges:
    restructuring | restructuring charges | restructuring and other charges
ShareBasedCompensation:
    stock based compensation | share based compensation | stock based compensation expense
    | share based compensation expense | total stock based compensation
OperatingExpenses:
    total operating expenses | operating expenses | total expenses | total operating costs and expenses
    | total operating costs
CostsAndExpenses:
    total costs and expenses | costs and expenses | total costs and other deductions | total cost and expenses
OperatingIncomeLoss:
    operating income | operating loss | income from operations | loss from operations | operating profit
    | operating earnings | earnings from operations | total operating income | profit from operations
    | results from operating activities | income from operation | operating profit or loss
    | gain or loss from operations
InterestExpense:
    interest expense | interest expense net | finance costs | interest and debt expense | interest expense and other
    | finance cost
InvestmentIncomeInterest:
    interest income | interest and investment income | finance income | interest income and other
    | investment income
InterestIncomeExpenseNet:
    interest net | net interest expense | interest income net | net interest
NonoperatingIncomeExpense:
    other income net | other income expense net | other income | other expense net | other income and expense net
    | total other income net | interest and other income net | other income and expenses net | other net
    | other expense income net | total other income expense net | total other income
{PRETAX}:
    income before income taxes | loss before income taxes | income before provision for income taxes
    | income before taxes | earnings before income taxes | loss before provision for income taxes
    | profit before taxation | profit before tax | income before income tax expense | income before income tax
    | earnings before taxes | income before tax | income loss before income taxes | profit before income tax
    | loss before taxes | income before provision for taxes | earnings before provision for income taxes
    | loss before income tax | profit before taxes | income from continuing operations before income taxes
    | income from continuing operations before taxes
IncomeTaxExpenseBenefit:
    provision for income taxes | income tax expense | income taxes | income tax provision
    | provision for benefit from income taxes | income tax benefit | taxation | taxation charge | tax expense
    | income tax | provision for income tax | income tax expense benefit | benefit from income taxes
    | provision for taxes on income | provision for taxes
IncomeLossFromContinuingOperations:
    income from continuing operations | loss from continuing operations | earnings from continuing operations
    | net income from continuing operations
IncomeLossFromDiscontinuedOperationsNetOfTax:
    income from discontinued operations | loss from discontinued operations
    | income from discontinued operations net of tax | loss from discontinued operations net of tax
    | discontinued operations
NetIncomeLoss:
    net income | net loss | net earnings | net profit | profit for the period | profit for the year
    | net profit for the period | net profit for the year | net loss for the period | loss for the period
    | net income for the period | loss for the year | net loss income | profit attributable to shareholders
    | net profit attributable to shareholders
ProfitLoss:
    net income including noncontrolling interests | consolidated net income
    | net income including non controlling interests | net earnings including noncontrolling interests
    | net loss including noncontrolling interests
NetIncomeLossAttributableToNoncontrollingInterest:
    net income attributable to noncontrolling interests | less net income attributable to noncontrolling interests
    | net income attributable to noncontrolling interest | net income attributable to non controlling interests
    | net loss attributable to noncontrolling interests | minority interest | noncontrolling interests in earnings
NetIncomeLossAvailableToCommonStockholdersBasic:
    net income attributable to common stockholders | net income available to common stockholders
    | net income attributable to common shareholders | net income available to common shareholders
    | net loss attributable to common stockholders | net income applicable to common stock
    | net loss attributable to common shareholders | earnings applicable to common stock
ComprehensiveIncomeNetOfTax:
    comprehensive income | total comprehensive income | comprehensive loss | total comprehensive loss
    | total comprehensive income for the period | total comprehensive income for the year
OtherComprehensiveIncomeLossNetOfTax:
    other comprehensive income | other comprehensive loss | total other comprehensive income
    | total other comprehensive loss | other comprehensive income net of tax
EarningsPerShareBasic:
    basic earnings per share | earnings per share basic | basic | net income per share basic
    | basic net income per share | net loss per share basic | basic net loss per share
    | basic earnings per common share | basic eps | earnings per common share basic | basic loss per share
    | net income per common share basic | earnings per share attributable to common stockholders basic
    | basic earnings per stock unit | net loss per common share basic
    | net income per share attributable to common stockholders basic
    | net loss per share attributable to common stockholders basic | basic net earnings per share
    | basic net income per common share
EarningsPerShareDiluted:
    diluted earnings per share | earnings per share diluted | diluted | net income per share diluted
    | diluted net income per share | net loss per share diluted | diluted net loss per share
    | diluted earnings per common share | diluted eps | earnings per common share diluted | diluted loss per share
    | net income per common share diluted | earnings per common share assuming dilution
    | earnings per share attributable to common stockholders diluted
    | net income per share attributable to common stockholders diluted
    | net loss per share attributable to common stockholders diluted | net loss per common share diluted
    | assuming dilution | diluted net earnings per share | diluted net income per common share
    | earnings per diluted share
EarningsPerShareBasicAndDiluted:
    earnings per share basic and diluted | net loss per share basic and diluted
    | basic and diluted net loss per share | basic and diluted loss per share
    | net loss per share of common stock basic and diluted | basic and diluted earnings per share
    | earnings per share | loss per share | net loss per share attributable to common stockholders basic and diluted
    | net loss per common share basic and diluted | basic and diluted | earnings per stock unit
WeightedAverageNumberOfSharesOutstandingBasic:
    weighted average shares outstanding basic | weighted average common shares outstanding basic
    | basic weighted average shares outstanding | weighted average basic shares outstanding
    | weighted average number of shares outstanding basic | basic weighted average shares
    | weighted average shares basic | average common shares outstanding | basic shares outstanding
    | weighted average basic shares | weighted average number of common shares outstanding basic
    | average shares outstanding | average shares outstanding basic | average basic shares outstanding
WeightedAverageNumberOfDilutedSharesOutstanding:
    weighted average shares outstanding diluted | weighted average common shares outstanding diluted
    | diluted weighted average shares outstanding | weighted average diluted shares outstanding
    | weighted average number of shares outstanding diluted | diluted weighted average shares
    | weighted average shares diluted | weighted average common shares outstanding assuming dilution
    | diluted shares outstanding | weighted average diluted shares
    | weighted average number of common shares outstanding diluted
    | average shares outstanding diluted | average diluted shares outstanding
CommonStockDividendsPerShareDeclared:
    dividends declared per common share | dividends per share | cash dividends declared per common share
    | dividends declared per share | dividends per common share | cash dividends per common share
    | cash dividends declared per share
[instants]
CashAndCashEquivalentsAtCarryingValue:
    cash and cash equivalents | cash | cash and equivalents | cash and short term deposits
    | cash and cash equivalents at end of quarter | cash and bank balances
{CASH_TOTAL}:
    cash cash equivalents and restricted cash | total cash cash equivalents and restricted cash
    | cash cash equivalents and restricted cash at end of period | cash and cash equivalents at end of period
    | cash and cash equivalents end of period | cash and cash equivalents end of year
    | cash and cash equivalents at end of year | cash cash equivalents and restricted cash end of period
    | cash and cash equivalents end of quarter | cash cash equivalents and restricted cash at end of the period
    | cash at end of period | cash and cash equivalents at the end of the period
    | cash cash equivalents and restricted cash end of year
    | cash cash equivalents and restricted cash at end of year
    | cash and cash equivalents including restricted cash end of period | cash and equivalents end of period
    | cash and cash equivalents at end of the period | cash and cash equivalents at the end of the year
ShortTermInvestments:
    short term investments | marketable securities | short term marketable securities
    | current marketable securities
CashCashEquivalentsAndShortTermInvestments:
    total cash cash equivalents and marketable securities | total cash cash equivalents and short term investments
    | cash cash equivalents and marketable securities | cash cash equivalents and short term investments
    | total cash cash equivalents and investments
RestrictedCashCurrent:
    restricted cash | restricted cash current
AccountsReceivableNetCurrent:
    accounts receivable | accounts receivable net | trade receivables | receivables | trade accounts receivable
    | receivables net | accounts and notes receivable | accounts and notes receivable net | trade receivables net
    | trade and other receivables | accounts receivable trade net
InventoryNet:
    inventories | inventory | inventories net | merchandise inventories | merchandise inventories net
    | inventory net | total inventories
PrepaidExpenseAndOtherAssetsCurrent:
    prepaid expenses and other current assets | prepaid expenses and other | other current assets
    | prepaid expenses and other assets | prepaid and other current assets
AssetsCurrent:
    total current assets
PropertyPlantAndEquipmentNet:
    property plant and equipment net | property and equipment net | property plant and equipment
    | property and equipment | net property plant and equipment | net property and equipment
    | property plant and equipment at cost less accumulated depreciation and depletion | premises and equipment
OperatingLeaseRightOfUseAsset:
    operating lease right of use assets | operating lease right of use assets net | right of use assets
    | operating lease assets | right of use assets net
Goodwill:
    goodwill | goodwill net
IntangibleAssetsNetExcludingGoodwill:
    intangible assets net | intangible assets | acquired intangible assets net | other intangible assets net
    | identifiable intangible assets net | purchased and other intangibles net
    | intangible assets other than goodwill
DeferredIncomeTaxAssetsNet:
    deferred income taxes | deferred tax assets | deferred tax assets net | deferred income tax assets
OtherAssetsNoncurrent:
    other assets | other long term assets | other non current assets | other noncurrent assets
    | other assets noncurrent
Assets:
    total assets
AccountsPayableCurrent:
    accounts payable | trade payables | trade accounts payable | trade and other payables
AccruedLiabilitiesCurrent:
    accrued liabilities | accrued expenses | accrued expenses and other current liabilities
    | accrued liabilities and other | accrued expenses and other | accrued and other current liabilities
ContractWithCustomerLiabilityCurrent:
    deferred revenue | deferred revenues | unearned revenue | unearned revenues | short term unearned revenue
    | contract liabilities | deferred membership fees
LongTermDebtCurrent:
    current portion of long term debt | short term debt | current maturities of long term debt
    | current portion of debt | notes payable current
LiabilitiesCurrent:
    total current liabilities
LongTermDebtNoncurrent:
    long term debt | long term debt net | notes payable and other borrowings non current
    | long term debt net of current portion | long term debt excluding current portion | noncurrent debt
OperatingLeaseLiabilityNoncurrent:
    operating lease liabilities | long term operating lease liabilities | operating lease liabilities noncurrent
    | operating lease liabilities non current | noncurrent operating lease liabilities
OtherLiabilitiesNoncurrent:
    other liabilities | other long term liabilities | other noncurrent liabilities | other non current liabilities
LiabilitiesNoncurrent:
    total non current liabilities | total noncurrent liabilities | total long term liabilities
Liabilities:
    total liabilities
Deposits:
    total deposits | deposits
PreferredStockValue:
    preferred stock | preferred shares | convertible preferred stock
CommonStockValue:
    common stock | common shares | ordinary shares | class a common stock | share capital
AdditionalPaidInCapital:
    additional paid in capital | capital in excess of par value | paid in capital
    | capital in excess of stated value | share premium
CommonStocksIncludingAdditionalPaidInCapital:
    common stock and additional paid in capital | common stock and paid in capital
TreasuryStockValue:
    treasury stock | treasury stock at cost | treasury shares | common stock held in treasury
    | common stock in treasury | repurchased common stock
AccumulatedOtherComprehensiveIncomeLossNetOfTax:
    accumulated other comprehensive income | accumulated other comprehensive loss
    | accumulated other comprehensive income net | accumulated other comprehensive loss net of tax
    | accumulated other comprehensive income loss
RetainedEarningsAccumulatedDeficit:
    retained earnings | accumulated deficit | accumulated earnings | earnings reinvested | deficit
    | retained deficit | accumulated losses | retained earnings accumulated deficit | reinvested earnings
    | retained profits
StockholdersEquity:
    total stockholders equity | total shareholders equity | total equity attributable to shareholders
    | stockholders equity | shareholders equity | total stockholders deficit | total shareholders deficit
    | total common shareholders equity | total shareowners equity | total shareholders investment
StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest:
    total equity | equity | total deficit | total equity and noncontrolling interests
MinorityInterest:
    noncontrolling interests | noncontrolling interest | non controlling interests | non controlling interest
LiabilitiesAndStockholdersEquity:
    total liabilities and stockholders equity | total liabilities and shareholders equity
    | total liabilities and equity | total equity and liabilities | total liabilities and stockholders deficit
    | total liabilities and shareholders deficit | total liabilities redeemable noncontrolling interest and equity
    | total liabilities mezzanine equity and stockholders equity | liabilities and stockholders equity
    | total shareholders equity and liabilities | total liabilities and shareholders investment
    | total liabilities and shareowners equity
[flows]
{CASH_CHANGE}:
    net increase in cash and cash equivalents | net decrease in cash and cash equivalents
    | net change in cash and cash equivalents | net increase in cash cash equivalents and restricted cash
    | net decrease in cash cash equivalents and restricted cash
    | net change in cash cash equivalents and restricted cash | increase in cash and cash equivalents
    | net increase decrease in cash and cash equivalents | change in cash and cash equivalents
    | decrease in cash and cash equivalents | net decrease increase in cash and cash equivalents
    | net change in cash and cash equivalents including restricted cash | net change in cash | net increase in cash
    | increase decrease in cash and cash equivalents
    | net increase decrease in cash cash equivalents and restricted cash
NetCashProvidedByUsedInOperatingActivities:
    net cash provided by operating activities | net cash used in operating activities
    | net cash from operating activities | net cash provided by used in operating activities
    | net cash used for operating activities | cash provided by operating activities
    | net cash flows from operating activities | cash flow from operations
    | net cash generated from operating activities | operating cash flow | net cash flow from operating activities
    | cash generated by operating activities | cash flows from operating activities | net cash from operations
    | net cash provided by operations | total operating activities | cash provided by operations
    | cash used in operating activities | cash from operations | net cash generated by operating activities
    | net cash used in provided by operating activities | net cash flow provided by operating activities
    | cash flow from operating activities | net cash provided by in operating activities
NetCashProvidedByUsedInInvestingActivities:
    net cash provided by investing activities | net cash used in investing activities
    | net cash from investing activities | net cash used for investing activities
    | cash used by investing activities | net cash flows from investing activities
    | net cash used in provided by investing activities | net cash provided by used in investing activities
    | cash used for investing activities | cash used in investing activities
    | net cash flow from investing activities | total investing activities
    | net cash provided from investing activities | cash flows from investing activities | cash used in investments
    | net cash generated from investing activities
NetCashProvidedByUsedInFinancingActivities:
    net cash provided by financing activities | net cash used in financing activities
    | net cash from financing activities | net cash used for financing activities
    | cash used by financing activities | net cash flows from financing activities
    | net cash used in provided by financing activities | net cash provided by used in financing activities
    | cash used for financing activities | cash used in financing activities
    | net cash flow from financing activities | total financing activities
    | net cash provided from financing activities | cash flows from financing activities
    | net cash generated from financing activities
EffectOfExchangeRateOnCashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents:
    effect of exchange rate changes on cash | effect of exchange rate changes on cash and cash equivalents
    | effect of exchange rate changes on cash cash equivalents and restricted cash
    | effects of exchange rate changes on cash | effect of exchange rate changes
    | effect of foreign exchange rate changes on cash and cash equivalents
{CAPEX}:
    capital expenditures | purchases of property and equipment | purchases of property and equipment net
    | less purchases of property and equipment | additions to property plant and equipment net
    | purchase of property and equipment | additions to property plant and equipment
    | purchases of property plant and equipment | additions to property and equipment | capital spending
    | purchase of property plant and equipment | capital expenditure | payments for property plant and equipment
    | acquisition of property plant and equipment | expenditures for property plant and equipment
PaymentsForRepurchaseOfCommonStock:
    repurchases of common stock | repurchase of common stock | purchases of treasury stock | share repurchases
    | common stock repurchased | payments for repurchases of common stock | repurchases of class a common stock
    | stock repurchases | treasury stock purchases | common shares acquired | common stock acquired
    | treasury stock acquired | acquisition of treasury stock | purchases of treasury shares
PaymentsOfDividends:
    dividends paid | cash dividend payments | dividend payments | cash dividends paid | payments of dividends
    | payment of dividends | payments for dividends and dividend equivalents | cash dividends
    | dividends paid to common stockholders | payments of dividends to stockholders
ProceedsFromIssuanceOfLongTermDebt:
    proceeds from issuance of long term debt | proceeds from issuance of debt | proceeds from long term debt
    | issuance of debt | proceeds from borrowings
RepaymentsOfLongTermDebt:
    repayments of long term debt | repayment of long term debt | repayments of debt | repayment of debt
    | payments of long term debt
NetInterestIncome:
    net interest income | total net interest income
InterestAndDividendIncomeOperating:
    total interest income | total interest and dividend income
InterestExpenseOperating:
    total interest expense
NoninterestIncome:
    total noninterest income | noninterest income | total non interest income
NoninterestExpense:
    total noninterest expense | noninterest expense | total non interest expense | total noninterest expenses
"""
