import type { Country } from '@dw-sim/generation-generators';
import { canonicalLocale } from './faker-library';

/** Countries of ISO 3166-1: alpha-2, alpha-3, and the name that faker-js has for it in English. */
const COUNTRIES = `
AD AND Andorra|AE ARE United Arab Emirates|AF AFG Afghanistan|AG ATG Antigua and Barbuda|AI AIA Anguilla|AL ALB Albania|AM ARM Armenia|AO AGO Angola|
AQ ATA Antarctica|AR ARG Argentina|AS ASM American Samoa|AT AUT Austria|AU AUS Australia|AW ABW Aruba|AX ALA Åland Islands|AZ AZE Azerbaijan|
BA BIH Bosnia and Herzegovina|BB BRB Barbados|BD BGD Bangladesh|BE BEL Belgium|BF BFA Burkina Faso|BG BGR Bulgaria|BH BHR Bahrain|BI BDI Burundi|
BJ BEN Benin|BL BLM Saint Barthélemy|BM BMU Bermuda|BN BRN Brunei Darussalam|BO BOL Bolivia|BQ BES Bonaire, Sint Eustatius and Saba|BR BRA Brazil|
BS BHS Bahamas|BT BTN Bhutan|BV BVT Bouvet Island|BW BWA Botswana|BY BLR Belarus|BZ BLZ Belize|CA CAN Canada|CC CCK Cocos (Keeling) Islands|
CD COD Democratic Republic of the Congo|CF CAF Central African Republic|CG COG Congo|CH CHE Switzerland|CI CIV Côte d'Ivoire|CK COK Cook Islands|
CL CHL Chile|CM CMR Cameroon|CN CHN China|CO COL Colombia|CR CRI Costa Rica|CU CUB Cuba|CV CPV Cape Verde|CW CUW Curaçao|CX CXR Christmas Island|
CY CYP Cyprus|CZ CZE Czechia|DE DEU Germany|DJ DJI Djibouti|DK DNK Denmark|DM DMA Dominica|DO DOM Dominican Republic|DZ DZA Algeria|EC ECU Ecuador|
EE EST Estonia|EG EGY Egypt|EH ESH Western Sahara|ER ERI Eritrea|ES ESP Spain|ET ETH Ethiopia|FI FIN Finland|FJ FJI Fiji|
FK FLK Falkland Islands (Malvinas)|FM FSM Micronesia|FO FRO Faroe Islands|FR FRA France|GA GAB Gabon|GB GBR United Kingdom|GD GRD Grenada|
GE GEO Georgia|GF GUF French Guiana|GG GGY Guernsey|GH GHA Ghana|GI GIB Gibraltar|GL GRL Greenland|GM GMB Gambia|GN GIN Guinea|GP GLP Guadeloupe|
GQ GNQ Equatorial Guinea|GR GRC Greece|GS SGS South Georgia and the South Sandwich Islands|GT GTM Guatemala|GU GUM Guam|GW GNB Guinea-Bissau|
GY GUY Guyana|HK HKG Hong Kong|HM HMD Heard Island and McDonald Islands|HN HND Honduras|HR HRV Croatia|HT HTI Haiti|HU HUN Hungary|ID IDN Indonesia|
IE IRL Ireland|IL ISR Israel|IM IMN Isle of Man|IN IND India|IO IOT British Indian Ocean Territory (Chagos Archipelago)|IQ IRQ Iraq|IR IRN Iran|
IS ISL Iceland|IT ITA Italy|JE JEY Jersey|JM JAM Jamaica|JO JOR Jordan|JP JPN Japan|KE KEN Kenya|KG KGZ Kyrgyz Republic|KH KHM Cambodia|
KI KIR Kiribati|KM COM Comoros|KN KNA Saint Kitts and Nevis|KP PRK Democratic People's Republic of Korea|KR KOR Republic of Korea|KW KWT Kuwait|
KY CYM Cayman Islands|KZ KAZ Kazakhstan|LA LAO Lao People's Democratic Republic|LB LBN Lebanon|LC LCA Saint Lucia|LI LIE Liechtenstein|
LK LKA Sri Lanka|LR LBR Liberia|LS LSO Lesotho|LT LTU Lithuania|LU LUX Luxembourg|LV LVA Latvia|LY LBY Libyan Arab Jamahiriya|MA MAR Morocco|
MC MCO Monaco|MD MDA Moldova|ME MNE Montenegro|MF MAF Saint Martin|MG MDG Madagascar|MH MHL Marshall Islands|MK MKD North Macedonia|ML MLI Mali|
MM MMR Myanmar|MN MNG Mongolia|MO MAC Macao|MP MNP Northern Mariana Islands|MQ MTQ Martinique|MR MRT Mauritania|MS MSR Montserrat|MT MLT Malta|
MU MUS Mauritius|MV MDV Maldives|MW MWI Malawi|MX MEX Mexico|MY MYS Malaysia|MZ MOZ Mozambique|NA NAM Namibia|NC NCL New Caledonia|NE NER Niger|
NF NFK Norfolk Island|NG NGA Nigeria|NI NIC Nicaragua|NL NLD Netherlands|NO NOR Norway|NP NPL Nepal|NR NRU Nauru|NU NIU Niue|NZ NZL New Zealand|
OM OMN Oman|PA PAN Panama|PE PER Peru|PF PYF French Polynesia|PG PNG Papua New Guinea|PH PHL Philippines|PK PAK Pakistan|PL POL Poland|
PM SPM Saint Pierre and Miquelon|PN PCN Pitcairn Islands|PR PRI Puerto Rico|PS PSE Palestine|PT PRT Portugal|PW PLW Palau|PY PRY Paraguay|
QA QAT Qatar|RE REU Réunion|RO ROU Romania|RS SRB Serbia|RU RUS Russian Federation|RW RWA Rwanda|SA SAU Saudi Arabia|SB SLB Solomon Islands|
SC SYC Seychelles|SD SDN Sudan|SE SWE Sweden|SG SGP Singapore|SH SHN Saint Helena|SI SVN Slovenia|SJ SJM Svalbard & Jan Mayen Islands|SK SVK Slovakia|
SL SLE Sierra Leone|SM SMR San Marino|SN SEN Senegal|SO SOM Somalia|SR SUR Suriname|SS SSD South Sudan|ST STP Sao Tome and Principe|
SV SLV El Salvador|SX SXM Sint Maarten|SY SYR Syrian Arab Republic|SZ SWZ Eswatini|TC TCA Turks and Caicos Islands|TD TCD Chad|
TF ATF French Southern Territories|TG TGO Togo|TH THA Thailand|TJ TJK Tajikistan|TK TKL Tokelau|TL TLS Timor-Leste|TM TKM Turkmenistan|TN TUN Tunisia|
TO TON Tonga|TR TUR Turkey|TT TTO Trinidad and Tobago|TV TUV Tuvalu|TW TWN Taiwan|TZ TZA Tanzania|UA UKR Ukraine|UG UGA Uganda|
UM UMI United States Minor Outlying Islands|US USA United States of America|UY URY Uruguay|UZ UZB Uzbekistan|VA VAT Holy See (Vatican City State)|
VC VCT Saint Vincent and the Grenadines|VE VEN Venezuela|VG VGB Virgin Islands, British|VI VIR Virgin Islands, U.S.|VN VNM Vietnam|VU VUT Vanuatu|
WF WLF Wallis and Futuna|WS WSM Samoa|YE YEM Yemen|YT MYT Mayotte|ZA ZAF South Africa|ZM ZMB Zambia|ZW ZWE Zimbabwe
`;

/** The locale of most people of a country, where faker-js has one. */
const LOCALES: Readonly<Record<string, string>> = {
  AE: 'ar', AM: 'hy', AT: 'de_AT', AU: 'en_AU', AZ: 'az', BD: 'bn_BD', BE: 'nl_BE', BR: 'pt_BR', CA: 'en_CA', CH: 'de_CH', CN: 'zh_CN', CZ: 'cs_CZ',
  DE: 'de', DK: 'da', EG: 'ar', ES: 'es', FI: 'fi', FR: 'fr', GB: 'en_GB', GE: 'ka_GE', GH: 'en_GH', GR: 'el', HK: 'en_HK', HR: 'hr', HU: 'hu', ID: 'id_ID',
  IE: 'en_IE', IL: 'he', IN: 'en_IN', IR: 'fa', IT: 'it', JP: 'ja', KR: 'ko', LU: 'fr_LU', LV: 'lv', MD: 'ro_MD', MK: 'mk', MN: 'mn_MN_cyrl', MV: 'dv',
  MX: 'es_MX', NG: 'en_NG', NL: 'nl', NO: 'nb_NO', NP: 'en_NP', PK: 'ur', PL: 'pl', PT: 'pt_PT', RO: 'ro', RS: 'sr_RS_latin', RU: 'ru', SA: 'ar', SE: 'sv',
  SI: 'sl_SI', SK: 'sk', SN: 'fr_SN', TH: 'th', TR: 'tr', TW: 'zh_TW', UA: 'uk', US: 'en_US', UZ: 'uz_UZ_latin', VN: 'vi', ZA: 'en_ZA',
};

/** Other names that tables hold, in English and in the country's own language. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  AE: 'UAE', AT: 'Österreich', BE: 'België|Belgique', BO: 'Bolivia', BR: 'Brasil', CH: 'Schweiz|Suisse|Svizzera', CN: '中国', CZ: 'Czech Republic|Czechia|Česko', DE: 'Deutschland',
  DK: 'Danmark', ES: 'España', FI: 'Suomi', GB: 'UK|Great Britain|England|Britain', GR: 'Ελλάδα|Hellas', HU: 'Magyarország', IR: 'Iran', IT: 'Italia', JP: '日本',
  KP: 'North Korea', KR: 'South Korea|Korea|대한민국', LA: 'Laos', LY: 'Libya', MX: 'México', NL: 'The Netherlands|Holland|Nederland', NO: 'Norge', PL: 'Polska', RO: 'România', RU: 'Russia|Россия',
  SE: 'Sverige', SK: 'Slovensko', SY: 'Syria', TR: 'Türkiye|Turkiye', TW: 'Taiwan', TZ: 'Tanzania', UA: 'Україна', US: 'USA|United States|U.S.|U.S.A.|America', VA: 'Vatican City', VE: 'Venezuela', VN: 'Vietnam|Viet Nam',
};

let countries: ReadonlyMap<string, Country> | undefined;

/** The country of an alpha-2 or alpha-3 code or of a name, upper or lower case; undefined where it is none. */
export function countryOf(text: string): Country | undefined {
  countries ??= index();
  return countries.get(text.trim().toLowerCase());
}

function index(): ReadonlyMap<string, Country> {
  const found = new Map<string, Country>();
  for (const entry of COUNTRIES.trim().split(/[|\n]+/)) {
    const [code, alpha3, ...name] = entry.split(' ');
    const country = { code, alpha3, name: name.join(' '), locale: LOCALES[code] };
    for (const key of [code, alpha3, country.name, ...(OTHER_NAMES[code]?.split('|') ?? [])]) found.set(key.toLowerCase(), country);
  }
  return found;
}

/**
 * The locale that a value of a column names: a locale (`de_AT`, `pt-br`, `ja`) or a country (`US`, `DEU`, `Germany`).
 * A code of two letters is a language where it is in lower case. Undefined where the text names neither; its locale is
 * undefined where faker-js has none for the country.
 */
export function localeNamed(text: string): { readonly locale: string | undefined } | undefined {
  const locale = /^[a-z]{2,3}([_-].+)?$/.test(text.trim()) ? canonicalLocale(text.trim()) : undefined;
  return locale ? { locale } : countryOf(text);
}
