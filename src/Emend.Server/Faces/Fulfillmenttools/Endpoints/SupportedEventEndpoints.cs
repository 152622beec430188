using Emend.Core.Rules;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Endpoints;

/// <summary>The events there are: what can be raised now.</summary>
internal sealed class SupportedEventEndpoints(Entrance entrance)
{
    public async Task List(HttpContext context)
    {
        if (await entrance.Admit(context, Permissions.EventRead) is null) return;
        await Answer.Write(context.Response, StatusCodes.Status200OK, EventNames.Raised, static (json, events) =>
            json.Objects("supportedEvents", events, static (item, one) =>
            {
                item.WriteString("event", one.Name);
                item.WriteString("description", one.Words);
            }));
    }
}
