using System.Text.Json;
using System.Text.Json.Nodes;

namespace Emend.Server.Http;

/// <summary>
/// What a JSON value must look like, as data. A check goes through the whole value and reports everything that is wrong with it;
/// a value without a report can be read without another look.
/// </summary>
internal abstract class Shape
{
    /// <summary>Any value, as long as its texts are text and its members are named once.</summary>
    public static readonly Shape Anything = new FreeShape();

    /// <summary>Any object.</summary>
    public static readonly Shape AnyObject = new FreeObjectShape();

    public static readonly Shape Flag = new FlagShape();

    /// <summary>A date and time with its zone (RFC 3339).</summary>
    public static readonly Shape Moment = new MomentShape();

    /// <summary>ISO 3166-1 alpha-2, upper case.</summary>
    public static readonly Shape Country = new CountryShape();

    /// <summary>Something of the form of an e-mail address.</summary>
    public static readonly Shape Email = new EmailShape();

    /// <summary>What it must be, for the one who has to mend it.</summary>
    public abstract string Words { get; }

    public abstract void Check(JsonElement value, Report report);

    /// <summary>The same as JSON Schema (2020-12), for the documents of the faces: what passes the one passes the other.</summary>
    public abstract JsonObject Describe(Schemas schemas);

    /// <summary>The same under a name of its own among the schemas of a document.</summary>
    public Shape Named(string name) => new NamedShape(name, this);

    /// <summary>The same with words for the reader of a document.</summary>
    public Shape Says(string words) => new ExplainedShape(this, words);

    public static TextShape Text(int most = 1_000) => new(0, most);

    /// <summary>A text that says something: not empty, not only blanks.</summary>
    public static TextShape Name(int most = 1_000) => new(1, most);

    public static NumberShape Whole(long least = long.MinValue, long most = long.MaxValue) => new(least, most, whole: true);

    public static NumberShape Number(decimal least = decimal.MinValue, decimal most = decimal.MaxValue) => new(least, most, whole: false);

    public static ChoiceShape Choice(params string[] values) => new(values);

    public static ListShape List(Shape element, int most = 500, int least = 0) => new(element, least, most);

    /// <summary>An object whose values all have the one shape, under whatever names.</summary>
    public static MapShape Map(Shape value) => new(value);

    public static ObjectShape Object(params ReadOnlySpan<Member> members) => new(members);

    public static Shape OrNull(Shape shape) => new NullableShape(shape);

    /// <summary>A shape that is named before it is made: for shapes that contain themselves.</summary>
    public static Shape Later(Func<Shape> shape) => new LaterShape(shape);

    protected void Mismatch(JsonElement value, Report report) => report.Add($"is {Shown.As(value)}", $"must be {Words}");
}
