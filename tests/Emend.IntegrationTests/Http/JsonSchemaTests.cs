using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.IntegrationTests.Http;

public sealed class JsonSchemaTests
{
    private static readonly JsonSchema Line = JsonSchema.Object(
        Required("quantity", JsonSchema.Integer(min: 1, max: 1_000)),
        Optional("title", JsonSchema.NonBlankText(20)),
        Optional("weight", JsonSchema.Number(min: 0)),
        Optional("tags", JsonSchema.List(JsonSchema.Text(3), max: 2)),
        Optional("free", JsonSchema.AnyObject));

    private static readonly JsonSchema Order = JsonSchema.Object(
        Required("orderDate", JsonSchema.Timestamp),
        Required("lines", JsonSchema.List(Line, max: 3)),
        Optional("country", JsonSchema.Country),
        Optional("email", JsonSchema.Email),
        Optional("status", JsonSchema.Choice("OPEN", "LOCKED")),
        Optional("paid", JsonSchema.Boolean),
        Optional("note", JsonSchema.OrNull(JsonSchema.Text())),
        Optional("names", JsonSchema.Map(JsonSchema.Text(5))));

    private const string Good = """{"orderDate":"2024-01-19T08:45:50.525Z","lines":[{"quantity":1}]}""";

    [Fact]
    public void A_valid_value_has_no_errors() => Assert.Equal([], Problems(Order, Good));

    [Theory]
    [InlineData("1", null)]
    [InlineData("1000", null)]
    [InlineData("5.0", null)]
    [InlineData("5e1", null)]
    [InlineData("0", "is 0")]
    [InlineData("-1", "is -1")]
    [InlineData("1001", "is 1001")]
    [InlineData("1.5", "is 1.5")]
    [InlineData("1e30", "is 1e30")]
    [InlineData("-1e400", "is -1e400")]
    [InlineData("\"NaN\"", "is the string \"NaN\"")]
    [InlineData("\"5\"", "is the string \"5\"")]
    [InlineData("null", "is null")]
    [InlineData("true", "is true")]
    [InlineData("[1]", "is an array")]
    [InlineData("{}", "is an object")]
    public void An_integer_is_whole_and_in_range(string quantity, string? detail)
    {
        var problems = Problems(Line, $$"""{"quantity":{{quantity}}}""");
        if (detail is null)
        {
            Assert.Equal([], problems);
        }
        else
        {
            Assert.Equal([$"quantity {detail}: must be a whole number from 1 to 1000"], problems);
        }
    }

    [Theory]
    [InlineData("2027-05-04T13:00:00Z", true)]
    [InlineData("2027-05-04T13:00:00.1234567+02:00", true)]
    [InlineData("2027-05-04T13:00:00", false)]
    [InlineData("2027-05-04T13:00:00.000000", false)]
    [InlineData("2027-05-04", false)]
    [InlineData("2027-02-30T13:00:00Z", false)]
    [InlineData("2027-05-04 13:00:00Z", false)]
    [InlineData("tomorrow", false)]
    [InlineData("2027-05-04T13:00:00+0200", false)]
    [InlineData("0001-01-01T00:00:00+14:00", false)]
    public void A_timestamp_has_a_time_zone(string date, bool good)
    {
        var problems = Problems(Order, Good.Replace("2024-01-19T08:45:50.525Z", date, StringComparison.Ordinal));
        Assert.Equal(good, problems.Length == 0);
        if (!good)
        {
            Assert.StartsWith($"orderDate is the string \"{date}\": must be a date and time with a time zone", problems[0]);
        }
    }

    [Theory]
    [InlineData("\"NL\"", true)]
    [InlineData("\"nl\"", false)]
    [InlineData("\"XX\"", false)]
    [InlineData("\"NLD\"", false)]
    [InlineData("\"\"", false)]
    [InlineData("31", false)]
    public void A_country_code_is_assigned(string country, bool good) => Assert.Equal(good, With("country", country).Length == 0);

    [Theory]
    [InlineData("\"a@b\"", true)]
    [InlineData("\"max@speedy.example\"", true)]
    [InlineData("\"max\"", false)]
    [InlineData("\"@b\"", false)]
    [InlineData("\"a@\"", false)]
    [InlineData("\"a b@c\"", false)]
    [InlineData("7", false)]
    public void An_email_address_has_a_name_and_a_host(string email, bool good) => Assert.Equal(good, With("email", email).Length == 0);

    [Fact]
    public void An_enum_error_suggests_a_similar_value() => Assert.Equal(
        ["status is the string \"open\": must be one of OPEN, LOCKED; did you mean OPEN?"], With("status", "\"open\""));

    [Fact]
    public void An_enum_error_lists_the_values_if_none_is_similar() => Assert.Equal(
        ["status is the string \"gone fishing\": must be one of OPEN, LOCKED"], With("status", "\"gone fishing\""));

    [Fact]
    public void A_string_is_not_a_boolean() =>
        Assert.Equal(["paid is the string \"true\": must be true or false"], With("paid", "\"true\""));

    [Fact]
    public void Null_is_valid_only_for_nullable_schemas()
    {
        Assert.Equal([], With("note", "null"));
        Assert.Equal(["paid is null: must be true or false"], With("paid", "null"));
    }

    [Fact]
    public void An_unknown_member_error_suggests_the_nearest_member() => Assert.Equal(
        ["lines[0].quantitiy is not a known member: did you mean quantity?",
            "lines[0].quantity is missing: must be a whole number from 1 to 1000"],
        Problems(Order, Good.Replace("quantity", "quantitiy", StringComparison.Ordinal)));

    [Fact]
    public void An_unknown_member_error_lists_all_members_if_none_is_similar() => Assert.Equal(
        ["zzz is not a known member: must be one of orderDate, lines, country, email, status, paid, note, names"], With("zzz", "1"));

    [Theory]
    [InlineData("Damrak", "")]
    [InlineData(" Damrak 1 ", "")]
    [InlineData(" ", "street is blank: must be one line of 1 to 10 characters")]
    [InlineData("Damrak\\n1", "street contains a line break: must be one line of 1 to 10 characters")]
    [InlineData("Damrak\\r", "street contains a line break: must be one line of 1 to 10 characters")]
    [InlineData("a\\u2028b", "street contains a line break: must be one line of 1 to 10 characters")]
    public void A_line_has_text_and_no_line_break(string text, string problem) => Assert.Equal(
        problem,
        string.Join(
            "; ", Problems(JsonSchema.Object(PropertySchema.Required("street", JsonSchema.Line(10))), $$"""{"street":"{{text}}"}""")));

    [Theory]
    [InlineData("2027-05-04", true)]
    [InlineData("2027-05-04T10:00:00+02:00", true)]
    [InlineData("2027-05-04T10:00:00", false)]
    [InlineData("\\udc00x", false)]
    public void A_day_is_a_date_or_a_time_with_its_zone(string text, bool isValid) => Assert.Equal(
        isValid, Problems(JsonSchema.Object(PropertySchema.Required("day", new DaySchema())), $$"""{"day":"{{text}}"}""") is []);

    [Fact]
    public void A_duplicate_member_is_reported_once_at_every_level() => Assert.Equal(
        ["lines[0].free.b[0].a is duplicated: must occur once", "lines[0].quantity is duplicated: must occur once"],
        Problems(Order, """{"orderDate":"2024-01-19T08:45:50Z","lines":[{"free":{"b":[{"a":1,"a":2}]},"quantity":1,"quantity":2}]}"""));

    [Fact]
    public void All_errors_are_reported_together() => Assert.Equal(
        [
            "lines[0].quantity is 0: must be a whole number from 1 to 1000",
            "lines[1].tags has 3 entries: must be an array of at most 2 entries",
            "lines[1].title is blank: must be a string of 1 to 20 characters",
            "lines[1].weight is -1: must be a number of at least 0",
            "names.de has 6 characters: must be a string of at most 5 characters",
            "orderDate is missing: must be a date and time with a time zone, such as 2027-05-04T13:00:00Z or 2027-05-04T15:00:00+02:00",
        ],
        Problems(Order, """
            {"lines":[{"quantity":0},{"quantity":2,"tags":["a","b","c"],"title":"  ","weight":-1}],"names":{"de":"sechs!"}}
            """));

    [Fact]
    public void The_entries_of_an_array_that_is_too_long_are_not_validated() => Assert.Equal(
        ["lines has 4 entries: must be an array of at most 3 entries"],
        Problems(Order, """{"orderDate":"2024-01-19T08:45:50Z","lines":[1,2,3,4]}"""));

    [Fact]
    public void The_number_of_reported_errors_is_limited()
    {
        var nonsense = string.Join(",", Enumerable.Range(0, 1_000).Select(n => $"\"n{n}\":1"));
        Assert.Equal(ValidationReport.Max, Problems(Order, $"{{{nonsense}}}").Length);
    }

    [Theory]
    [InlineData("""{"quantity":1,"title":"a\ud800b"}""", "title contains an unpaired Unicode surrogate: must be valid Unicode")]
    [InlineData("""{"quantity":1,"title":"a\u0000b"}""", "title contains the character U+0000: must not contain it")]
    [InlineData("""{"quantity":1,"free":{"a":["\udc00"]}}""",
        "free.a[0] contains an unpaired Unicode surrogate: must be valid Unicode")]
    [InlineData("""{"quantity":1,"free":{"\ud800":1}}""",
        "free has a member name with an unpaired Unicode surrogate: must be valid Unicode")]
    [InlineData("""{"quantity":1,"\ud800":1}""", "the body has a member name with an unpaired Unicode surrogate: must be valid Unicode")]
    public void Text_that_cannot_be_stored_is_rejected(string line, string problem) => Assert.Equal([problem], Problems(Line, line));

    [Fact]
    public void At_least_one_of_several_members_is_required()
    {
        var either = JsonSchema.Object(Optional("a", JsonSchema.Text()), Optional("b", JsonSchema.Text())).WithOneOf("a", "b");
        Assert.Equal(["the body has none of a, b: must have at least one of them"], Problems(either, "{}"));
        Assert.Equal([], Problems(either, """{"b":""}"""));
    }

    [Fact]
    public void A_schema_can_contain_itself()
    {
        JsonSchema? tree = null;
        tree = JsonSchema.Object(Optional("of", JsonSchema.List(JsonSchema.Recursive(() => tree!))), Optional("n", JsonSchema.Boolean));
        Assert.Equal(["of[0].of[0].n is 1: must be true or false"], Problems(tree, """{"of":[{"of":[{"n":1}]}]}"""));
    }

    private static string[] With(string member, string value) => Problems(Order, Good.Insert(1, $"\"{member}\":{value},"));

    private static string[] Problems(JsonSchema schema, string json) =>
        [.. JsonBody.Parse(System.Text.Encoding.UTF8.GetBytes(json), schema).Errors.Select(p => p.ToString())];
}
