using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>Schemas of custom services on articles. Services can be nested.</summary>
internal static class CustomServiceSchemas
{
    public static readonly JsonSchema Article = JsonSchema.Object(
        Required("tenantArticleRef", CommonSchemas.Ref),
        Required("quantity", CommonSchemas.PositiveQuantity)).Named("ServicedArticle");

    public static readonly JsonSchema Definition = JsonSchema.Object(
        Optional("customServiceRef", CommonSchemas.Ref),
        Optional("tenantCustomServiceId", CommonSchemas.Ref),
        Optional("isBundled", JsonSchema.Boolean),
        Optional("customAttributes", JsonSchema.AnyObject),
        Optional("additionalInformation", JsonSchema.List(JsonSchema.Object(
            Required("additionalInformationRef", CommonSchemas.Ref),
            Optional("tenantAdditionalInformationId", CommonSchemas.Ref),
            Optional("value", JsonSchema.Anything))))).Named("CustomServiceDefinition");

    public static readonly JsonSchema Service = JsonSchema.Object(
        Required("customServiceDefinition", Definition),
        Required("articleItems", JsonSchema.List(Article)),
        Required("customServiceItems", JsonSchema.List(JsonSchema.Recursive(() => Service!)))).Named("CustomService");
}
