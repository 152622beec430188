using System.Collections.Frozen;
using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Mapping;

/// <summary>Lines and services of an order, theirs to ours.</summary>
internal static class OrderLineMapper
{
    private static readonly FrozenSet<string> Read = FrozenSet.Create("id", "article", "quantity", "customAttributes");

    public static NewOrderLine Draft(JsonElement line)
    {
        var article = line.GetProperty("article");
        return new(
            new(article.Text("tenantArticleId")!),
            Properties(article),
            Quantity(line, "quantity"),
            CanonicalJson.Attributes(line.Part("customAttributes")),
            CanonicalJson.Members(line, name => !Read.Contains(name)));
    }

    public static ArticleProperties Properties(JsonElement article) => new(
        article.Text("title")!,
        CanonicalJson.Members(article, name => name is not ("tenantArticleId" or "title")));

    public static CustomService Service(JsonElement service)
    {
        var definition = service.GetProperty("customServiceDefinition");
        return new(
            definition.Flag("isBundled") ?? false,
            [.. service.Entries("articleItems").Select(Serviced)],
            [.. service.Entries("customServiceItems").Select(Service)],
            CanonicalJson.Of(definition));
    }

    private static ServicedArticle Serviced(JsonElement article) =>
        new(new(article.Text("tenantArticleRef")!), Quantity(article, "quantity"));

    public static Quantity Quantity(JsonElement value, string name) => Core.Orders.Quantity.From(value.Decimal(name)!.Value)!.Value;
}
