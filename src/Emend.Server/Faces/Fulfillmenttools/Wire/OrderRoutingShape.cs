using Emend.Server.Http;
using static Emend.Server.Http.Member;

namespace Emend.Server.Faces.Fulfillmenttools.Wire;

/// <summary>The configuration of routing.</summary>
internal static class OrderRoutingShape
{
    public const string Switch = "infiniteStockEnabled";

    public static readonly Shape Configuration = Shape.Object(Must(Switch, Shape.Flag), May("id", Shape.Text()));
}
