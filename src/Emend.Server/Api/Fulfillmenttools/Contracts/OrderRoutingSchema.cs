using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>Schema of the order routing configuration.</summary>
internal static class OrderRoutingSchema
{
    public const string InfiniteStockMember = "infiniteStockEnabled";

    public static readonly JsonSchema Configuration = JsonSchema.Object(
        Required(InfiniteStockMember, JsonSchema.Boolean),
        Optional("version", CommonSchemas.Version.WithDescription("The version to replace. If absent, the last write wins.")),
        Optional("id", JsonSchema.Text()));
}
