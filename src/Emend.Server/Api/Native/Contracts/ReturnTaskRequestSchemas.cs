using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Native.Contracts;

/// <summary>Request schemas of return tasks.</summary>
internal static class ReturnTaskRequestSchemas
{
    /// <summary>The request body of an action on a return task.</summary>
    public static readonly JsonSchema Action = new DiscriminatedSchema(
        "type",
        ("restock",
        [
            Required("lines", JsonSchema.List(
                JsonSchema.Object(
                    Required("line", NativeCommonSchemas.Id),
                    Required("quantity", NativeCommonSchemas.NonNegativeQuantity.WithDescription(
                        "The total quantity restocked so far."))).Named("RestockedLine"),
                NativeCommonSchemas.MaxLines,
                1)),
            Optional("version", NativeCommonSchemas.Revision.WithDescription("The expected version of the return task.")),
        ]),
        ("close", [Optional("version", NativeCommonSchemas.Revision.WithDescription(
            "The expected version of the return task."))])).Named("ReturnTaskAction");
}
