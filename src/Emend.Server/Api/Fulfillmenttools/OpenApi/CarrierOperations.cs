using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.OpenApi;

/// <summary>OpenAPI operations of carriers.</summary>
internal static class CarrierOperations
{
    private const string Tag = "Carriers";

    private static readonly OperationResponse PageResponse = CommonParameters.Ok(
        "A page of carriers in short form.", CommonResponseSchemas.Page("carriers", CarrierResponseSchemas.Stripped));

    private static readonly OperationResponse ConnectionResponse = CommonParameters.Ok(
        "The connection.", CarrierResponseSchemas.Connection);

    public static readonly OperationMetadata List = new("getCarriers", Tag, "List carriers")
    {
        Parameters = [CommonParameters.StartAfterId, CommonParameters.CreateSize()],
        Responses = [PageResponse],
        ErrorStatuses = [400],
    };

    public static readonly OperationMetadata Create = new("addCarrier", Tag, "Create a carrier")
    {
        Description = "Routing uses the carrier only if its status is ACTIVE.",
        Body = CarrierSchemas.ForCreation,
        Example = """{ "key": "DHL_V2", "name": "DHL", "status": "ACTIVE" }""",
        Responses = [CommonParameters.Created("The carrier was created. `Location` is its path.", CarrierResponseSchemas.Carrier)],
    };

    public static readonly OperationMetadata Get = new("getCarrier", Tag, "Read a carrier")
    {
        Responses = [CommonParameters.Ok("The carrier.", CarrierResponseSchemas.Carrier)],
        ErrorStatuses = [404],
    };

    public static readonly OperationMetadata GetConfiguration = new("getCarrierConfiguration", Tag, "Read the configuration of a carrier")
    {
        Responses = [CommonParameters.Ok("The configuration.", CarrierResponseSchemas.Configuration)],
        ErrorStatuses = [404],
    };

    public static readonly OperationMetadata ListConnections = new("listFacilityCarriers", Tag, "List the carriers of a facility")
    {
        Responses = [PageResponse],
        ErrorStatuses = [404],
    };

    public static readonly OperationMetadata GetConnection = new(
        "getFacilityCarrier", Tag, "Read the connection of a carrier to a facility")
    {
        Responses = [ConnectionResponse],
        ErrorStatuses = [404],
    };

    public static readonly OperationMetadata CreateConnection = new("createCarrierToFacility", Tag, "Connect a carrier to a facility")
    {
        Body = CarrierSchemas.ForConnection,
        Example = """{ "cutoffTime": { "hour": 17, "minute": 0 } }""",
        Responses = [CommonParameters.Created("The connection was created.", CarrierResponseSchemas.Connection)],
        ErrorStatuses = [404, 409],
    };

    public static readonly OperationMetadata UpdateConnection = new(
        "connectCarrierToFacility", Tag, "Replace the connection of a carrier to a facility")
    {
        Description = "Absent members are unset.",
        Body = CarrierSchemas.ForConnectionUpdate,
        Example = """{ "version": 1, "status": "INACTIVE" }""",
        Responses = [ConnectionResponse],
        ErrorStatuses = [404, 409],
    };
}
