using Emend.Core.Rules;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>The events there are: what can be raised now.</summary>
internal sealed class SupportedEventEndpoints(FulfillmenttoolsAuthorizer entrance)
{
    public async Task List(HttpContext context)
    {
        if (await entrance.Authorize(context, Permissions.EventRead) is null) return;
        await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, FulfillmenttoolsEventNames.Raised, static (json, events) =>
            json.Objects("supportedEvents", events, static (item, one) =>
            {
                item.WriteString("event", one.Name);
                item.WriteString("description", one.Words);
            }));
    }
}
