using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>What many answers have in common. Every member is here: an answer with another one is not what its document says.</summary>
internal static class CommonResponseSchemas
{
    private const int MaxPageSize = 1_000;

    /// <summary>What everything with an id and versions begins with.</summary>
    public static readonly PropertySchema[] Versioned =
    [
        Required("id", CommonSchemas.Ref),
        Required("version", CommonSchemas.Version),
        Required("created", JsonSchema.Moment),
        Required("lastModified", JsonSchema.Moment),
    ];

    public static readonly JsonSchema Workflow = JsonSchema.Object(Required("isAvailable", JsonSchema.Flag)).Named("WorkflowInformation");

    public static readonly JsonSchema Refs = JsonSchema.List(CommonSchemas.Ref, MaxPageSize);

    public static readonly JsonSchema Error = JsonSchema.List(
        JsonSchema.Object(
            Required("summary", JsonSchema.Name(10_000).WithDescription("What is wrong.")),
            Optional("description", JsonSchema.Name(10_000).WithDescription("What would be right.")),
            Optional("version", CommonSchemas.Version.WithDescription("The version now, where versions matter.")),
            Optional("requestVersion", CommonSchemas.Version.WithDescription("The version that the request named."))).Named("ErrorEntry"),
        MaxPageSize,
        min: 1).Named("Errors");

    private static readonly JsonSchema PageInfo = JsonSchema.Object(
        Required("startCursor", JsonSchema.Text()),
        Required("endCursor", JsonSchema.Text()),
        Required("hasNextPage", JsonSchema.Flag),
        Required("hasPreviousPage", JsonSchema.Flag)).Named("PageInfo");

    private static readonly JsonSchema Total = JsonSchema.Whole(least: 0);

    /// <summary>A list with a total.</summary>
    public static JsonSchema Page(string name, JsonSchema entry) =>
        JsonSchema.Object(Required(name, JsonSchema.List(entry, MaxPageSize)), Required("total", Total));

    /// <summary>A list with page information.</summary>
    public static JsonSchema PageWithCursors(string name, JsonSchema entry) =>
        JsonSchema.Object(Required("pageInfo", PageInfo), Required(name, JsonSchema.List(entry, MaxPageSize)), Required("total", Total));

    /// <summary>A page of a search.</summary>
    public static JsonSchema Found(string name, JsonSchema entry) =>
        JsonSchema.Object(Required(name, JsonSchema.List(entry, MaxPageSize)), Required("pageInfo", PageInfo), Optional("total", Total));

    /// <summary>The names of all states that have one.</summary>
    public static JsonSchema States<T>(Func<T, string?> nameOf)
        where T : struct, Enum => JsonSchema.Choice([.. Enum.GetValues<T>().Select(nameOf).OfType<string>().Distinct()]);
}
