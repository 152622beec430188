import { readFile } from 'node:fs/promises';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

type Json = { [name: string]: Json } | Json[] | string | number | boolean | null;

/** Holds every answer against the document that the client was generated from. */
export class Answers {
  readonly findings: string[] = [];
  count = 0;
  /** Answers that the document says nothing of. */
  unknown = 0;

  private readonly ajv = addFormats.default(new Ajv2020({ strict: false, allErrors: true, discriminator: false }));
  private readonly known = new Map<string, ValidateFunction>();

  private constructor(private readonly document: { [name: string]: Json }) {
    this.ajv.addSchema(this.document, 'document');
  }

  static async read(path: string): Promise<Answers> {
    return new Answers(JSON.parse(await readFile(path, 'utf8')));
  }

  async check(request: Request, answer: Response): Promise<void> {
    this.count++;
    const asked = new URL(request.url).pathname.replaceAll('//', '/');
    const path = this.pathOf(asked, request.method.toLowerCase());
    if (path === undefined) return void this.findings.push(`${request.method} ${asked} is not in the document`);
    const body = await answer.json();
    const validate = this.schemaOf(path, request.method.toLowerCase(), answer.status);
    if (validate === undefined) this.unknown++;
    if (validate === undefined || validate(body)) return;
    for (const e of (validate.errors ?? []).filter(e => !this.isKnown(e)))
      this.findings.push(`${request.method} ${path} ${answer.status}: ${e.instancePath} ${e.message} ${JSON.stringify(e.params)}`);
  }

  /**
   * A document of OpenAPI 3.0 that extends closed schemas with allOf contradicts itself: of such a one, only what is there is looked at.
   * And a superseded plan has no article of a line that was removed later (docs/api/fulfillmenttools.md).
   */
  private isKnown(error: ErrorObject): boolean {
    const isOfGoneLine = /orderLineItems\/\d+$/.test(error.instancePath) && error.params['missingProperty'] === 'article';
    return String(this.document['openapi']).startsWith('3.0') && (error.keyword === 'additionalProperties' || isOfGoneLine);
  }

  /** The path of the document that was asked for: of those that fit, the one with the fewest parameters. */
  private pathOf(asked: string, method: string): string | undefined {
    const paths = Object.entries(this.document['paths'] as { [path: string]: { [method: string]: Json } });
    const fits = (path: string) => new RegExp(`^${path.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`).test(asked);
    return paths.filter(([path, item]) => method in item && fits(path)).map(([path]) => path)
      .sort((a, b) => a.split('{').length - b.split('{').length)[0];
  }

  private schemaOf(path: string, method: string, status: number): ValidateFunction | undefined {
    const name = `${method} ${path} ${status}`;
    const place = ['paths', path, method, 'responses', String(status)];
    const reply = this.follow(place);
    const schema = reply && ['application/json', 'application/problem+json']
      .map(type => this.follow([...reply, 'content', type, 'schema'])).find(found => found !== undefined);
    if (schema === undefined) return undefined;
    const pointer = schema.map(p => p.replaceAll('~', '~0').replaceAll('/', '~1'));
    const validate = this.known.get(name) ?? this.ajv.compile({ $ref: `document#/${pointer.map(encodeURIComponent).join('/')}` });
    this.known.set(name, validate);
    return validate;
  }

  /** Where the thing at this place really is: itself, or where it refers to. */
  private follow(place: string[]): string[] | undefined {
    const found = place.reduce<Json | undefined>((at, name) => (at as { [name: string]: Json } | undefined)?.[name], this.document);
    if (found === undefined) return undefined;
    const reference = (found as { $ref?: string }).$ref;
    return reference === undefined ? place : reference.slice(2).split('/');
  }
}
