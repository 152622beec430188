using Emend.Server.Http;
using static Emend.Server.Http.Member;

namespace Emend.Server.Faces.Native.Wire;

/// <summary>What many bodies have in common.</summary>
internal static class CommonShapes
{
    public const int MostLines = 500;

    /// <summary>Ids, and the tenant's own names of things.</summary>
    public static readonly Shape Ref = Shape.Name(200);

    public static readonly Shape SomeQuantity = new QuantityShape(allowZero: false);

    public static readonly Shape AnyQuantity = new QuantityShape(allowZero: true);

    public static readonly Shape Revision = Shape.Whole(least: 1);

    public static readonly Shape Comment = Shape.Text(2_000);

    public static readonly Shape Reason = Shape.Name(100).Says(
        "The kind of reason, in a word of yours to count by, such as customerRequest; no personal data: it is not erased.");

    public static readonly Shape Money = Shape.Object(
        Must("amount", Shape.Number()),
        Must("currency", Shape.Name(3))).Named("Money");
}
