using System.Text;
using Emend.Server.Http;
using Microsoft.AspNetCore.Http;

namespace Emend.IntegrationTests.Http;

public sealed class JsonBodyTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("application/json")]
    [InlineData("Application/JSON; charset=utf-8")]
    [InlineData("application/merge-patch+json")]
    public async Task JSON_content_types_are_accepted(string? contentType) =>
        Assert.True((await Read("{}"u8.ToArray(), contentType)).IsValid);

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/jsonx")]
    public async Task Other_content_types_are_415(string contentType) =>
        Assert.Equal(415, (await Read("{}"u8.ToArray(), contentType)).Status);

    [Theory]
    [InlineData("", "the body is empty: must be an object in JSON")]
    [InlineData("  \r\n\t", "the body is empty: must be an object in JSON")]
    [InlineData("{", "the body is not JSON at line 1, byte 2: must be JSON with at most 32 levels of nesting")]
    [InlineData("{\n\"a\":NaN}", "the body is not JSON at line 2, byte 5: must be JSON with at most 32 levels of nesting")]
    [InlineData("{\"a\":1,}", "the body is not JSON at line 1, byte 8: must be JSON with at most 32 levels of nesting")]
    [InlineData("{} {}", "the body is not JSON at line 1, byte 4: must be JSON with at most 32 levels of nesting")]
    [InlineData("[]", "the body is an array: must be an object")]
    [InlineData("null", "the body is null: must be an object")]
    [InlineData("7", "the body is 7: must be an object")]
    public async Task Invalid_JSON_is_rejected_with_its_position(string body, string problem)
    {
        var read = await Read(Encoding.UTF8.GetBytes(body), "application/json");
        Assert.Equal(400, read.Status);
        Assert.Equal([problem], read.Errors.Select(p => p.ToString()));
    }

    [Fact]
    public async Task Invalid_UTF8_is_rejected_with_its_position()
    {
        var read = await Read([.. "{\"a\":\""u8, 0xC3, 0x28, .. "\"}"u8], null);
        Assert.Equal(["the body is not valid UTF-8 from byte 6 on: must be JSON in UTF-8"], read.Errors.Select(p => p.ToString()));
    }

    [Fact]
    public async Task A_byte_order_mark_is_ignored() => Assert.True((await Read([0xEF, 0xBB, 0xBF, .. "{}"u8], null)).IsValid);

    [Fact]
    public async Task Nesting_beyond_the_limit_is_400()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 40)) + "1" + new string('}', 40);
        Assert.Equal(400, (await Read(Encoding.UTF8.GetBytes(deep), null)).Status);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 413)]
    [InlineData(9_000_000, 413)]
    public async Task A_body_beyond_the_limit_is_413(int beyond, int status)
    {
        var body = new byte[JsonBody.Max + beyond];
        body.AsSpan().Fill((byte)' ');
        "{}"u8.CopyTo(body);
        Assert.Equal(status, (await Read(body, null)).Status);
    }

    [Fact]
    public async Task The_received_bytes_are_returned_unchanged()
    {
        var body = """{ "a" : 1.0 }"""u8.ToArray();
        Assert.Equal(body, (await Read(body, null)).Bytes.ToArray());
    }

    [Theory]
    [InlineData("//api//orders", "/api/orders")]
    [InlineData("/api/orders/", "/api/orders/")]
    [InlineData("///", "/")]
    public void Repeated_slashes_are_collapsed(string path, string single) =>
        Assert.Equal(single, DuplicateSlashMiddleware.CollapseSlashes(path));

    [Fact]
    public void Every_assigned_country_is_known() => Assert.Equal(250, CountryCodes.Count);

    private static async Task<JsonBody> Read(byte[] body, string? contentType)
    {
        var context = new DefaultHttpContext();
        context.Request.Body = new MemoryStream(body);
        context.Request.ContentType = contentType;
        return await JsonBody.Read(context.Request, JsonSchema.AnyObject, CancellationToken.None);
    }
}
