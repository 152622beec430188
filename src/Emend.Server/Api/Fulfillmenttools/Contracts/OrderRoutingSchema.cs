using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>The configuration of routing.</summary>
internal static class OrderRoutingSchema
{
    public const string Switch = "infiniteStockEnabled";

    public static readonly JsonSchema Configuration = JsonSchema.Object(Required(Switch, JsonSchema.Flag), Optional("id", JsonSchema.Text()));
}
