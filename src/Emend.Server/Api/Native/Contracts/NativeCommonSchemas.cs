using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Native.Contracts;

/// <summary>What many bodies have in common.</summary>
internal static class NativeCommonSchemas
{
    public const int MaxLines = 500;

    /// <summary>Ids, and the tenant's own names of things.</summary>
    public static readonly JsonSchema Ref = JsonSchema.Name(200);

    public static readonly JsonSchema SomeQuantity = new QuantitySchema(allowZero: false);

    public static readonly JsonSchema AnyQuantity = new QuantitySchema(allowZero: true);

    public static readonly JsonSchema Revision = JsonSchema.Whole(least: 1);

    public static readonly JsonSchema Comment = JsonSchema.Text(2_000);

    public static readonly JsonSchema Reason = JsonSchema.Name(100).WithDescription(
        "The kind of reason, in a word of yours to count by, such as customerRequest; no personal data: it is not erased.");

    public static readonly JsonSchema Money = JsonSchema.Object(
        Required("amount", JsonSchema.Number()),
        Required("currency", JsonSchema.Name(3))).Named("Money");
}
