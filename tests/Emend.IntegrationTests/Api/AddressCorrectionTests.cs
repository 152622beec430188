using System.Text.Json.Nodes;
using Emend.IntegrationTests.Api.Fulfillmenttools;
using Emend.IntegrationTests.BulkJobs;

namespace Emend.IntegrationTests.Api;

/// <summary>Corrections of single members of an address through both APIs.</summary>
public sealed class AddressCorrectionTests : FulfillmenttoolsFixture
{
    private const string Postal =
        """{"street":"Prinsengracht","houseNumber":"263","postalCode":"1016 GV","city":"Amsterdam","country":"NL"}""";

    [Theory]
    [InlineData("""[{"houseNumber":"265"}]""")]
    [InlineData("""[{"addressType":"POSTAL_ADDRESS","houseNumber":"265"}]""")]
    [InlineData("""[{"street":"Prinsengracht","houseNumber":"265","postalCode":"1016 GV","city":"Amsterdam","country":"NL"}]""")]
    public async Task A_patch_of_the_vendor_api_keeps_what_it_does_not_name(string addresses)
    {
        var order = await PlaceVendorOrder();
        var answer = await Patch(order, $$""" "consumer":{"addresses":{{addresses}}} """);
        Assert.True(answer.Status == 200, answer.Text);
        var expected = order["consumer"]!.DeepClone();
        expected["addresses"]![0]!["houseNumber"] = "265";
        answer["consumer"]!["addresses"]![0]!.AsObject().Remove("addressType");
        Assert.Equal(expected.ToJsonString(), answer["consumer"]!.ToJsonString());
    }

    [Fact]
    public async Task A_patch_of_the_vendor_api_removes_a_member_by_null_and_all_addresses_by_an_empty_list()
    {
        var order = await PlaceVendorOrder();
        var answer = await Patch(
            order, """ "consumer":{"addresses":[{"addressType":"INVOICE_ADDRESS","companyName":null,"phoneNumbers":null}]} """);
        var invoice = answer["consumer"]!["addresses"]![1]!;
        Assert.Equal((null, "Damrak"), ((string?)invoice["companyName"], (string?)invoice["street"]));
        Assert.Contains("rule CO-4", (await Patch(answer.Body!, """ "consumer":{"addresses":[]} """)).Problems);
        var incomplete = await Patch(
            answer.Body!, """ "consumer":{"addresses":[{"addressType":"PARCEL_LOCKER","houseNumber":"2"}]} """);
        Assert.Equal(422, incomplete.Status);
        Assert.StartsWith("consumer.addresses: rule CO-5", incomplete.Problems, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_address_actions_of_the_vendor_api_change_one_address_or_replace_all()
    {
        var order = await PlaceVendorOrder();
        var path = $"/api/orders/{order["id"]}/actions";
        var other = Postal.Replace("263", "265", StringComparison.Ordinal);
        var changed = await Admin.Post(
            path, $$"""{"name":"CHANGE_CONSUMER_ADDRESS","version":1,"addressType":"POSTAL_ADDRESS","consumerAddress":{{other}} }""");
        Assert.Equal((200, 2), (changed.Status, (int)changed["version"]!));
        var addresses = changed["consumer"]!["addresses"]!.AsArray();
        Assert.Equal(("265", "Anne", 2), ((string?)addresses[0]!["houseNumber"], (string?)addresses[0]!["firstName"], addresses.Count));

        var replaced = await Admin.Post(path, $$"""{"name":"REPLACE_CONSUMER_ADDRESSES","version":2,"consumerAddresses":[{{Postal}}]}""");
        Assert.Equal($"[{Postal}]", replaced["consumer"]!["addresses"]!.ToJsonString());
        var incomplete = await Admin.Post(path, """
            {"name":"CHANGE_CONSUMER_ADDRESS","version":3,"addressType":"INVOICE_ADDRESS","consumerAddress":{"houseNumber":"1"}}
            """);
        Assert.Equal(400, incomplete.Status);
        Assert.Contains("consumerAddress.street is missing", incomplete.Problems);
        var none = await Admin.Post(path, """{"name":"REPLACE_CONSUMER_ADDRESSES","version":3,"consumerAddresses":[]}""");
        Assert.StartsWith("consumerAddresses: rule CO-4", none.Problems, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_native_change_keeps_what_it_does_not_name_and_can_be_previewed_and_undone()
    {
        var path = await PlaceNativeOrder();
        var before = (await Admin.Get(path))["consumer"]!;
        var body = Modification("""{"type":"setAddress","houseNumber":"265","additionalData":{"additionalAddressInfo":"4th floor"}}""");
        var preview = await Admin.Post(path + "/modifications/preview", body);
        Assert.Equal((200, true), (preview.Status, (bool)preview["accepted"]!));
        Assert.Equal(before.ToJsonString(), (await Admin.Get(path))["consumer"]!.ToJsonString());

        Assert.Equal(200, (await Admin.Post(path + "/modifications", body)).Status);
        var expected = before.DeepClone();
        expected["addresses"]![0]!["houseNumber"] = "265";
        expected["addresses"]![0]!["additionalData"]!["additionalAddressInfo"] = "4th floor";
        Assert.Equal(expected.ToJsonString(), (await Admin.Get(path))["consumer"]!.ToJsonString());
        var history = await Admin.Get(path + "/modifications/2");
        Assert.Contains("/consumer/addresses/0/houseNumber", history.Body!.ToJsonString());
        Assert.DoesNotContain("/consumer/addresses/1", history.Body!.ToJsonString());

        Assert.Equal(200, (await Admin.Post(path + "/modifications/2/undo", "{}")).Status);
        Assert.Equal(before.ToJsonString(), (await Admin.Get(path))["consumer"]!.ToJsonString());
    }

    [Fact]
    public async Task A_new_title_keeps_the_other_article_properties_in_both_apis()
    {
        var order = await PlaceVendorOrder();
        var line = GetLineId(order);
        var answer = await Patch(order, $$""" "orderLineItems":[{"id":"{{line}}","article":{"title":"Blue mug"} }] """);
        var article = answer["orderLineItems"][0]!["article"]!;
        Assert.Equal(("Blue mug", 300), ((string?)article["title"], (int)article["weight"]!));

        var path = $"/emend/v1/orders/{order["id"]}";
        await Admin.Post(path + "/modifications", Modification(
            $$"""{"type":"setArticle","line":"{{line}}","title":"Mug","details":{"color":"blue"} }"""));
        Assert.Equal("""{"color":"blue","weight":300}""", (await Admin.Get(path))["lines"]![0]!["details"]!.ToJsonString());
    }

    [Fact]
    public async Task The_native_change_selects_an_address_by_kind_and_position()
    {
        var path = await PlaceNativeOrder();
        var answer = await Admin.Post(path + "/modifications", Modification(
            """{"type":"setAddress","kind":"invoice","houseNumber":null,"companyName":"Frank GmbH"}"""));
        Assert.Equal(200, answer.Status);
        var invoice = (await Admin.Get(path))["consumer"]!["addresses"]![1]!;
        Assert.Equal((null, "Frank GmbH"), ((string?)invoice["houseNumber"], (string?)invoice["companyName"]));

        var missing = await Admin.Post(
            path + "/modifications", Modification("""{"type":"setAddress","kind":"invoice","position":1,"houseNumber":"2"}"""));
        Assert.Equal((422, "CO-5"), (missing.Status, (string?)missing["violations"]![0]!["rule"]));
    }

    [Theory]
    [InlineData("""{"type":"setAddress","street":null}""", "/changes/0/street")]
    [InlineData("""{"type":"setAddress","kind":"home","street":"Damrak"}""", "/changes/0/kind")]
    [InlineData("""{"type":"setAddress","position":50,"street":"Damrak"}""", "/changes/0/position")]
    [InlineData("""{"type":"setAddress","phone":"1"}""", "/changes/0/phone")]
    [InlineData("""{"type":"setAddress","street":"A"},{"type":"setAddress","street":"B"}""", "/changes/1")]
    public async Task Bad_input_names_the_member(string changes, string pointer)
    {
        var answer = await Admin.Post(await PlaceNativeOrder() + "/modifications", Modification(changes));
        Assert.Equal((400, pointer), (answer.Status, (string?)answer["errors"]![0]!["pointer"]));
    }

    [Fact]
    public async Task A_bulk_job_changes_a_member_of_the_address_of_each_order()
    {
        var paths = new[] { await PlaceNativeOrder(), await PlaceNativeOrder() };
        var orders = string.Join(',', paths.Select(p => $$"""{"order":"{{p.Split('/')[^1]}}"}"""));
        var job = await Admin.Post("/emend/v1/bulk-jobs", $$"""
            {"action":{"modify":{{Modification("""{"type":"setAddress","city":"Amstelveen"}""")}}},"orders":[{{orders}}]}
            """);
        Assert.Equal(202, job.Status);
        Assert.Equal(2, (int)(await Admin.WaitForEnd((string)job["id"]!))["succeeded"]!);
        foreach (var path in paths)
        {
            var address = (await Admin.Get(path))["consumer"]!["addresses"]![0]!;
            Assert.Equal(("Amstelveen", "Anne"), ((string?)address["city"], (string?)address["firstName"]));
        }
    }

    private static string Modification(string changes) => $$"""{"changes":[{{changes}}]}""";

    private async Task<JsonNode> PlaceVendorOrder() => (await Admin.Post("/api/orders", """
        {
          "orderDate": "2026-01-01T10:00:00.000Z",
          "orderLineItems": [ { "article": { "tenantArticleId": "MUG-E-1207", "title": "Mug", "weight": 300 }, "quantity": 1 } ],
          "consumer": { "email": "anne@example.org", "addresses": [
            { "firstName": "Anne", "lastName": "Frank", "street": "Prinsengracht", "houseNumber": "263", "postalCode": "1016 GV",
              "city": "Amsterdam", "country": "NL", "additionalAddressInfo": "3rd floor",
              "phoneNumbers": [ { "type": "MOBILE", "value": "06" } ] },
            { "addressType": "INVOICE_ADDRESS", "companyName": "Frank BV", "street": "Damrak", "houseNumber": "1", "postalCode": "1012 LG",
              "city": "Amsterdam", "country": "NL" } ] }
        }
        """)).Body!;

    private async Task<string> PlaceNativeOrder()
    {
        var order = await Admin.Post("/emend/v1/orders", """
            {
              "lines": [ { "article": "MUG-E-1207", "quantity": 1 } ],
              "consumer": { "addresses": [
                { "firstName": "Anne", "lastName": "Frank", "street": "Prinsengracht", "houseNumber": "263", "postalCode": "1016 GV",
                  "city": "Amsterdam", "country": "NL", "additionalData": { "additionalAddressInfo": "3rd floor", "phone": "06" } },
                { "kind": "invoice", "companyName": "Frank BV", "street": "Damrak", "houseNumber": "1", "postalCode": "1012 LG",
                  "city": "Amsterdam", "country": "NL" } ] }
            }
            """);
        Assert.Equal(201, order.Status);
        return $"/emend/v1/orders/{order["id"]}";
    }
}
