using System.Text;

namespace Emend.Bench.Data;

/// <summary>Requests as a shop would send them: of fulfillmenttools, where nothing else is said.</summary>
internal static class RequestBodies
{
    /// <summary>An order, with its own lines or with those of another.</summary>
    public static string Order(long number, int? lines = null, long? linesOf = null)
    {
        var text = new StringBuilder(2_048);
        text.Append($$"""{"orderDate":"{{DataSet.Date(number):O}}","tenantOrderId":"B-{{number:D9}}","customAttributes":""");
        text.Append($$"""{"campaign":"{{DataSet.Campaign(number)}}","gift":{{(number % 10 == 0 ? "true" : "false")}}},"consumer":""");
        text.Append($$"""{"consumerId":"C-{{number:D9}}","email":"customer{{number}}@example.com","addresses":[""");
        text.Append(Address(number, 1)).Append("""]},"deliveryPreferences":{"shipping":{"serviceLevel":"DELIVERY"}},"orderLineItems":[""");
        var first = true;
        foreach (var (article, quantity) in DataSet.Lines(linesOf ?? number, lines))
        {
            text.Append(first ? "{" : ",{").Append(Line(article, quantity)).Append($$""","scannableCodes":["40{{article:D11}}"]}""");
            first = false;
        }
        return text.Append("]}").ToString();
    }

    public static string Address(long number, int houseNumber)
    {
        var (latitude, longitude) = DataSet.Point(number, 11);
        return $$"""{"addressType":"POSTAL_ADDRESS","firstName":"Erika","lastName":"Mustermann","street":"Lange Gasse","""
            + $$""" "houseNumber":"{{houseNumber}}","postalCode":"{{10_000 + (number % 80_000)}}","city":"Musterstadt","country":"DE","""
            + $$$""" "coordinates":{"lat":{{{latitude}}},"lon":{{{longitude}}}},"email":"customer{{{number}}}@example.com","""
            + $$""" "phoneNumbers":[{"type":"MOBILE","value":"+49 170 {{1_000_000 + (number % 1_000_000)}}"}]}""";
    }

    public static string Quantity(long version, string line, int quantity) =>
        $$"""{"version":{{version}},"orderLineItems":[{"id":"{{line}}","quantity":{{quantity}}}]}""";

    public static string NewAddress(long version, long number, int houseNumber) =>
        $$$"""{"version":{{{version}}},"consumer":{"addresses":[{{{Address(number, houseNumber)}}}]}}""";

    public static string NewLine(long version, int article) =>
        $$$"""{"version":{{{version}}},"orderLineItems":[{{{{Line(article, 2)}}}}]}""";

    /// <summary>Of the native face.</summary>
    public static string Modification(string line, int quantity) =>
        $$"""{"changes":[{"type":"setQuantity","line":"{{line}}","quantity":{{quantity}}}],"reason":"customerRequest"}""";

    /// <summary>Counts of so many stocks of the data set, from that one on; how many are there goes up and down with the turn.</summary>
    public static string Stocks(int first, int count, int turn)
    {
        var text = new StringBuilder(count * 120).Append("{\"stocks\":[");
        for (var i = 0; i < count; i++)
        {
            var n = (first + i) % (DataSet.Facilities * DataSet.ArticlesOfGroup);
            var facility = n / DataSet.ArticlesOfGroup;
            var article = ((n % DataSet.ArticlesOfGroup) * DataSet.Groups) + (facility % DataSet.Groups);
            text.Append(i == 0 ? "" : ",").Append($$"""{"facility":{"facilityRef":"{{DataSet.FacilityId(facility)}}"},""")
                .Append($$""" "tenantArticleId":"{{DataSet.ArticleId(article)}}","value":{{50_000_000 + (turn % 100)}}}""");
        }
        return text.Append("]}").ToString();
    }

    private static string Line(int article, int quantity) =>
        $$""" "article":{"tenantArticleId":"{{DataSet.ArticleId(article)}}","title":"Article {{article}} of the assortment","""
        + $$""" "weight":450},"quantity":{{quantity}}""";
}
