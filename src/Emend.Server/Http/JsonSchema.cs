using System.Text.Json;
using System.Text.Json.Nodes;

namespace Emend.Server.Http;

/// <summary>
/// What a JSON value must look like, as data. A check goes through the whole value and reports everything that is wrong with it;
/// a value without a report can be read without another look.
/// </summary>
internal abstract class JsonSchema
{
    /// <summary>Any value, as long as its texts are text and its members are named once.</summary>
    public static readonly JsonSchema Anything = new AnySchema();

    /// <summary>Any object.</summary>
    public static readonly JsonSchema AnyObject = new AnyObjectSchema();

    public static readonly JsonSchema Flag = new BooleanSchema();

    /// <summary>A date and time with its zone (RFC 3339).</summary>
    public static readonly JsonSchema Moment = new DateTimeSchema();

    /// <summary>ISO 3166-1 alpha-2, upper case.</summary>
    public static readonly JsonSchema Country = new CountrySchema();

    /// <summary>Something of the form of an e-mail address.</summary>
    public static readonly JsonSchema Email = new EmailSchema();

    /// <summary>What it must be, for the one who has to mend it.</summary>
    public abstract string Expectation { get; }

    public abstract void Validate(JsonElement value, ValidationReport report);

    /// <summary>The same as JSON Schema (2020-12), for the documents of the faces: what passes the one passes the other.</summary>
    public abstract JsonObject ToJsonSchema(SchemaRegistry schemaRegistry);

    /// <summary>The same under a name of its own among the schemas of a document.</summary>
    public JsonSchema Named(string name) => new NamedSchema(name, this);

    /// <summary>The same with words for the reader of a document.</summary>
    public JsonSchema WithDescription(string text) => new DescribedSchema(this, text);

    public static StringSchema Text(int max = 1_000) => new(0, max);

    /// <summary>A text that says something: not empty, not only blanks.</summary>
    public static StringSchema Name(int max = 1_000) => new(1, max);

    public static NumberSchema Whole(long least = long.MinValue, long max = long.MaxValue) => new(least, max, whole: true);

    public static NumberSchema Number(decimal least = decimal.MinValue, decimal most = decimal.MaxValue) => new(least, most, whole: false);

    public static EnumSchema Choice(params string[] values) => new(values);

    public static ArraySchema List(JsonSchema element, int max = 500, int min = 0) => new(element, min, max);

    /// <summary>An object whose values all have the one shape, under whatever names.</summary>
    public static MapSchema Map(JsonSchema value) => new(value);

    public static ObjectSchema Object(params ReadOnlySpan<PropertySchema> members) => new(members);

    public static JsonSchema OrNull(JsonSchema schema) => new NullableSchema(schema);

    /// <summary>A shape that is named before it is made: for shapes that contain themselves.</summary>
    public static JsonSchema Recursive(Func<JsonSchema> shape) => new RecursiveSchema(shape);

    protected void Mismatch(JsonElement value, ValidationReport report) => report.Add($"is {ValueFormatter.As(value)}", $"must be {Expectation}");
}
