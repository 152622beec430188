using System.Text.Json;
using System.Text.Json.Nodes;

namespace Emend.Server.Http;

/// <summary>
/// Schema of a JSON value. Validation visits the whole value and reports all errors. A value without errors can be read without
/// further checks.
/// </summary>
internal abstract class JsonSchema
{
    /// <summary>Any value with valid Unicode strings and without duplicate members.</summary>
    public static readonly JsonSchema Anything = new AnySchema();

    /// <summary>Any object.</summary>
    public static readonly JsonSchema AnyObject = new AnyObjectSchema();

    public static readonly JsonSchema Boolean = new BooleanSchema();

    /// <summary>A date and time with a time zone (RFC 3339).</summary>
    public static readonly JsonSchema Timestamp = new DateTimeSchema();

    /// <summary>ISO 3166-1 alpha-2, upper case.</summary>
    public static readonly JsonSchema Country = new CountrySchema();

    /// <summary>A string in the form of an e-mail address.</summary>
    public static readonly JsonSchema Email = new EmailSchema();

    /// <summary>The expected value in words, for error messages: "a whole number from 1 to 5".</summary>
    public abstract string Expectation { get; }

    public abstract void Validate(JsonElement value, ValidationReport report);

    /// <summary>Converts to JSON Schema (2020-12) for the OpenAPI documents.</summary>
    /// <remarks>The JSON Schema accepts every valid value; a few conditions are checked only by <see cref="Validate"/>.</remarks>
    public abstract JsonObject ToJsonSchema(SchemaRegistry registry);

    /// <summary>The same schema with a name of its own in the OpenAPI document.</summary>
    public JsonSchema Named(string name) => new NamedSchema(name, this);

    /// <summary>The same schema with a description in the OpenAPI document.</summary>
    public JsonSchema WithDescription(string text) => new DescribedSchema(this, text);

    public static StringSchema Text(int max = 1_000) => new(0, max);

    /// <summary>A string that is not blank.</summary>
    public static StringSchema NonBlankText(int max = 1_000) => new(1, max);

    /// <summary>A string that is not blank and has no line breaks.</summary>
    public static StringSchema Line(int max = 1_000) => new(1, max, isLine: true);

    public static NumberSchema Integer(long min = long.MinValue, long max = long.MaxValue) => new(min, max, whole: true);

    public static NumberSchema Number(decimal min = decimal.MinValue, decimal max = decimal.MaxValue) => new(min, max, whole: false);

    public static EnumSchema Choice(params string[] values) => new(values);

    public static ArraySchema List(JsonSchema element, int max = 500, int min = 0) => new(element, min, max);

    /// <summary>An object with arbitrary member names and values of one schema.</summary>
    public static MapSchema Map(JsonSchema value) => new(value);

    public static ObjectSchema Object(params ReadOnlySpan<PropertySchema> members) => new(members);

    public static JsonSchema OrNull(JsonSchema schema) => new NullableSchema(schema);

    /// <summary>A lazily created schema, for schemas that contain themselves.</summary>
    public static JsonSchema Recursive(Func<JsonSchema> shape) => new RecursiveSchema(shape);

    protected void Mismatch(JsonElement value, ValidationReport report) =>
        report.Add($"is {ValueFormatter.Describe(value)}", $"must be {Expectation}");
}
