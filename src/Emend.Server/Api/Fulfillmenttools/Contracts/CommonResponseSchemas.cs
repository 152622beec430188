using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>Schemas that several responses share. They list every member: an undocumented member is a bug.</summary>
internal static class CommonResponseSchemas
{
    private const int MaxPageSize = 1_000;

    /// <summary>Common first members of versioned resources.</summary>
    public static readonly PropertySchema[] Versioned =
    [
        Required("id", CommonSchemas.Ref),
        Required("version", CommonSchemas.Version),
        Required("created", JsonSchema.Timestamp),
        Required("lastModified", JsonSchema.Timestamp),
    ];

    public static readonly JsonSchema WorkflowInformation = JsonSchema.Object(
        Required("isAvailable", JsonSchema.Boolean)).Named("WorkflowInformation");

    public static readonly JsonSchema Refs = JsonSchema.List(CommonSchemas.Ref, MaxPageSize);

    public static readonly JsonSchema Error = JsonSchema.List(
        JsonSchema.Object(
            Required("summary", JsonSchema.NonBlankText(10_000).WithDescription("The error.")),
            Optional("description", JsonSchema.NonBlankText(10_000).WithDescription("How to correct the request.")),
            Optional("version", CommonSchemas.Version.WithDescription("The current version, for version conflicts.")),
            Optional("requestVersion", CommonSchemas.Version.WithDescription("The version that the request expects."))).Named("ErrorEntry"),
        MaxPageSize,
        min: 1).Named("Errors");

    private static readonly JsonSchema PageInfo = JsonSchema.Object(
        Required("startCursor", JsonSchema.Text()),
        Required("endCursor", JsonSchema.Text()),
        Required("hasNextPage", JsonSchema.Boolean),
        Required("hasPreviousPage", JsonSchema.Boolean)).Named("PageInfo");

    private static readonly JsonSchema Total = JsonSchema.Integer(min: 0);

    /// <summary>Schema of a list with a total.</summary>
    public static JsonSchema Page(string name, JsonSchema entry) =>
        JsonSchema.Object(Required(name, JsonSchema.List(entry, MaxPageSize)), Required("total", Total));

    /// <summary>Schema of a list with page information and a total.</summary>
    public static JsonSchema PageWithCursors(string name, JsonSchema entry) =>
        JsonSchema.Object(Required("pageInfo", PageInfo), Required(name, JsonSchema.List(entry, MaxPageSize)), Required("total", Total));

    /// <summary>Schema of a search result.</summary>
    public static JsonSchema SearchPage(string name, JsonSchema entry) =>
        JsonSchema.Object(Required(name, JsonSchema.List(entry, MaxPageSize)), Required("pageInfo", PageInfo), Optional("total", Total));

    /// <summary>Schema of the wire names of an enum. Skips values without a name.</summary>
    public static JsonSchema EnumNames<T>(Func<T, string?> nameOf)
        where T : struct, Enum => JsonSchema.Choice([.. Enum.GetValues<T>().Select(nameOf).OfType<string>().Distinct()]);
}
