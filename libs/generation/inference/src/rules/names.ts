import { choiceOf, fakerOf, rule, type Rule } from '../proposal';
import { endsWith, familyOf, type Subject } from '../subject';
import { isPerson } from './people';

const COMPANIES = 'company|supplier|vendor|manufacturer|partner|organization|organisation|bank|publisher|carrier|account|business|employer|shipper|distributor|agency|firm|school|university|hospital|clinic|insurer|airline|merchant|provider|competitor|broker|seller|brand|label|studio|retailer|institution';
const PRODUCTS = 'product|item|part|article|sku|material|good|component|asset|equipment|merchandise';
const PLACES = 'store|shop|branch|warehouse|office|location|site|plant|depot|call center|center|web site|hotel|restaurant|venue|facility|market';
const THINGS = 'category|subcategory|class|product category|product group|product type|product line|family|collection';

/** A column of names that are about something: by its own words (`brand name`) or, where it is just a name, by its table. */
function nameOf(entities: string, propose: Rule['propose']): Rule {
  return {
    matches: (subject: Subject) => familyOf(subject) === 'text' && (endsWith(subject.text, `(?:${entities}) (?:name|title|label|description)`) || (/^(?:name|title|label|description|short name|long name)$/.test(subject.text) && endsWith(subject.entity, entities))),
    propose,
  };
}

const song = fakerOf('music.songName', 'a song');

/** Names of companies, products and other things. */
export const NAME_RULES: readonly Rule[] = [
  rule('company|company name|supplier|vendor|manufacturer|organization|employer|publisher|bank|bank name|shipper|business name|legal name|account name|brand|brand name', fakerOf('company_name', 'a company')),
  nameOf('department', choiceOf('Sales|Marketing|Finance|Human Resources|Engineering|Operations|Customer Service|Legal|Purchasing|Research|Logistics|IT', 'a department', { isClosed: true })),
  rule('department', choiceOf('Sales|Marketing|Finance|Human Resources|Engineering|Operations|Customer Service|Legal|Purchasing|Research|Logistics|IT', 'a department')),
  nameOf('division', choiceOf('North|South|East|West|Central|International', 'a division')),
  nameOf('currency', fakerOf('currency_name', 'a currency', { isClosed: true })),
  nameOf('role', choiceOf('admin:5|manager:15|editor:30|viewer:50', 'a role')),
  nameOf('genre', fakerOf('music.genre', 'a genre', { isClosed: true })),
  rule('genre', fakerOf('music.genre', 'a genre')),
  nameOf('track|song', song),
  nameOf('album', fakerOf('music.album', 'an album')),
  nameOf('artist|band', fakerOf('music.artist', 'an artist')),
  nameOf('book|movie|film|publication', fakerOf('book.title', 'a title')),
  nameOf('media type', choiceOf('MPEG audio file|Protected AAC audio file|Protected MPEG-4 video file|Purchased AAC audio file|AAC audio file', 'a type of media', { isClosed: true })),
  nameOf('campaign|promotion|offer|event|project|initiative|coupon', fakerOf('catch_phrase', 'a title')),
  nameOf('file|document|attachment', fakerOf('file_name', 'a file name')),
  nameOf('host|server|node|machine|instance', fakerOf('domain_name', 'a host')),
  nameOf('device|sensor', fakerOf('device_name', 'a device')),
  nameOf('airport', fakerOf('airport', 'an airport')),
  nameOf('vehicle|car', fakerOf('vehicle', 'a vehicle')),
  nameOf('animal|pet', fakerOf('animal.petName', 'a pet\'s name')),
  nameOf('dish|recipe|meal', fakerOf('food.dish', 'a dish')),
  nameOf('ingredient|food', fakerOf('food.ingredient', 'an ingredient')),
  nameOf('color', fakerOf('color_name', 'a color')),
  nameOf(THINGS, fakerOf('department', 'a category of products')),
  nameOf(PRODUCTS, fakerOf('product_name', 'a product')),
  nameOf(COMPANIES, fakerOf('company_name', 'a company')),
  nameOf(PLACES, fakerOf('city', 'a place named after its city')),
  rule('category|category name|product category|subcategory|product group|product line|product family', fakerOf('department', 'a category of products')),
  rule('product|item|article|product title', fakerOf('product_name', 'a product')),
  rule('model|model name', fakerOf('vehicle_model', 'a model')),
  { matches: ({ text, entity }) => text === 'title' && isPerson(entity), propose: fakerOf('job', 'a job') },
  rule('title', fakerOf('book.title', 'a title')),
  rule('subject|headline|slogan|tagline|motto', fakerOf('catch_phrase', 'a line of text')),
  rule('airport', fakerOf('airport', 'an airport')),
  rule('composer|artist', fakerOf('music.artist', 'an artist')),
  rule('file name|attachment', fakerOf('file_name', 'a file name')),
  rule('color', fakerOf('color_name', 'a color')),
  rule('hours|opening hours', choiceOf('8AM-4PM:40|8AM-12AM:30|8AM-8AM:10|9AM-6PM:20', 'opening hours')),
  rule('class', choiceOf('small:30|medium:50|large:20', 'a class')),
  rule('type|kind', choiceOf('standard:50|basic:25|premium:15|custom:10', 'a type')),
];
