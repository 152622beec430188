using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.OpenApi;

/// <summary>What the endpoints of carriers say of themselves.</summary>
internal static class CarrierOperations
{
    private const string Tag = "Carriers";

    private static readonly OperationResponse ThePage = CommonParameters.Ok("Carriers in short.", CommonResponseSchemas.Page("carriers", CarrierResponseSchemas.Stripped));

    private static readonly OperationResponse TheConnection = CommonParameters.Ok("The connection.", CarrierResponseSchemas.Connection);

    public static readonly OperationMetadata List = new("getCarriers", Tag, "List carriers")
    {
        Parameters = [CommonParameters.StartAfterId, CommonParameters.Size()],
        Answers = [ThePage],
        Fails = [400],
    };

    public static readonly OperationMetadata Create = new("addCarrier", Tag, "Make a carrier")
    {
        Description = "It counts once its status is ACTIVE.",
        Body = CarrierSchemas.ForCreation,
        Example = """{ "key": "DHL_V2", "name": "DHL", "status": "ACTIVE" }""",
        Answers = [CommonParameters.Created("It is made; `Location` names it.", CarrierResponseSchemas.Carrier)],
    };

    public static readonly OperationMetadata Get = new("getCarrier", Tag, "Read a carrier")
    {
        Answers = [CommonParameters.Ok("The carrier.", CarrierResponseSchemas.Carrier)],
        Fails = [404],
    };

    public static readonly OperationMetadata ListOfFacility = new("listFacilityCarriers", Tag, "List the carriers of a facility")
    {
        Answers = [ThePage],
        Fails = [404],
    };

    public static readonly OperationMetadata GetConnection = new("getFacilityCarrier", Tag, "Read how a carrier comes to a facility")
    {
        Answers = [TheConnection],
        Fails = [404],
    };

    public static readonly OperationMetadata Connect = new("createCarrierToFacility", Tag, "Let a carrier come to a facility")
    {
        Body = CarrierSchemas.ToConnect,
        Example = """{ "cutoffTime": { "hour": 17, "minute": 0 } }""",
        Answers = [CommonParameters.Created("It comes.", CarrierResponseSchemas.Connection)],
        Fails = [404, 409],
    };

    public static readonly OperationMetadata Change = new("connectCarrierToFacility", Tag, "Change how a carrier comes to a facility")
    {
        Description = "What is left out is unset.",
        Body = CarrierSchemas.ToReconnect,
        Example = """{ "version": 1, "status": "INACTIVE" }""",
        Answers = [TheConnection],
        Fails = [404, 409],
    };
}
