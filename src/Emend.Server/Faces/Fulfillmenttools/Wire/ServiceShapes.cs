using Emend.Server.Http;
using static Emend.Server.Http.Member;

namespace Emend.Server.Faces.Fulfillmenttools.Wire;

/// <summary>Services on articles of an order; they nest.</summary>
internal static class ServiceShapes
{
    public static readonly Shape Article = Shape.Object(
        Must("tenantArticleRef", CommonShapes.Ref),
        Must("quantity", CommonShapes.SomeQuantity)).Named("ServicedArticle");

    public static readonly Shape Definition = Shape.Object(
        May("customServiceRef", CommonShapes.Ref),
        May("tenantCustomServiceId", CommonShapes.Ref),
        May("isBundled", Shape.Flag),
        May("customAttributes", Shape.AnyObject),
        May("additionalInformation", Shape.List(Shape.Object(
            Must("additionalInformationRef", CommonShapes.Ref),
            May("tenantAdditionalInformationId", CommonShapes.Ref),
            May("value", Shape.Anything))))).Named("CustomServiceDefinition");

    public static readonly Shape Service = Shape.Object(
        Must("customServiceDefinition", Definition),
        Must("articleItems", Shape.List(Article)),
        Must("customServiceItems", Shape.List(Shape.Later(() => Service!)))).Named("CustomService");
}
