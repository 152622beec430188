using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Native.Contracts;

/// <summary>Schemas that several request and response bodies share.</summary>
internal static class NativeCommonSchemas
{
    public const int MaxLines = 500;

    /// <summary>An id, of Emend or of the tenant.</summary>
    public static readonly JsonSchema Id = JsonSchema.NonBlankText(200);

    public static readonly JsonSchema PositiveQuantity = new QuantitySchema(allowZero: false);

    public static readonly JsonSchema NonNegativeQuantity = new QuantitySchema(allowZero: true);

    public static readonly JsonSchema Revision = JsonSchema.Integer(min: 1);

    public static readonly JsonSchema Comment = JsonSchema.Text(2_000);

    public static readonly JsonSchema Reason = JsonSchema.NonBlankText(100).WithDescription(
        "A code of the tenant for statistics, such as customerRequest. It is never erased: do not put personal data in it.");

    public static readonly JsonSchema Money = JsonSchema.Object(
        Required("amount", JsonSchema.Number()),
        Required("currency", JsonSchema.NonBlankText(3))).Named("Money");
}
