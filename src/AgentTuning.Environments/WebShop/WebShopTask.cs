using System.Text.Json;
using AgentTuning.Files;

namespace AgentTuning.Environments.WebShop;

/// <summary>A shopping task, as it stands in the data of a task.</summary>
public sealed record WebShopTask
{
    /// <summary>The shop.</summary>
    public required CatalogueName Catalogue { get; init; }

    /// <summary>The place of the goal in the order of the shop, from 0 on.</summary>
    public required int Goal { get; init; }

    /// <summary>Reads the data of a task.</summary>
    /// <exception cref="InvalidDataException">A field is missing or malformed; the message names it.</exception>
    public static WebShopTask FromJson(JsonElement json)
    {
        try
        {
            var task = json.Deserialize(WebShopJson.Readable.WebShopTask) ?? throw new InvalidDataException("The task is null, expected an object.");
            if (task.Catalogue.File is null == task.Catalogue.Generated is null)
                throw new InvalidDataException("The catalogue has neither or both of 'file' and 'generated', expected one.");
            return task.Goal >= 0 ? task : throw new InvalidDataException($"'goal' is {task.Goal}, expected a number from 0 on.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException(
                JsonFault.Describe(exception, JsonSerializer.SerializeToUtf8Bytes(json, WebShopJson.Readable.JsonElement), WebShopJson.Readable.WebShopTask), exception);
        }
    }

    /// <summary>The task as the data of an <see cref="Tasks.AgentTask"/>.</summary>
    public JsonElement ToJson() => JsonSerializer.SerializeToElement(this, WebShopJson.Readable.WebShopTask);
}
