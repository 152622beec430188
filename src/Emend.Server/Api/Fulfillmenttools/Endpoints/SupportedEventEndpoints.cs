using Emend.Core.Rules;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Lists the events that Emend raises.</summary>
internal sealed class SupportedEventEndpoints(FulfillmenttoolsAuthorizer authorizer)
{
    public async Task List(HttpContext context)
    {
        if (await authorizer.Authorize(context, Permissions.EventRead) is null)
        {
            return;
        }

        await JsonResponseWriter.Write(
            context.Response, StatusCodes.Status200OK, FulfillmenttoolsEventNames.Supported, static (json, events) =>
            json.WriteObjects("supportedEvents", events, static (item, one) =>
            {
                item.WriteString("event", one.Name);
                item.WriteString("description", one.Description);
            }));
    }
}
