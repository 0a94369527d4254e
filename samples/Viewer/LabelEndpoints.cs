using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace AudioIO.Samples.Viewer;

/// <summary>Labels: all of them, one more, another in the place of one, one less; and as files of every kind.</summary>
internal static class LabelEndpoints
{
    private static readonly (string Name, LabelFormat Format)[] Downloads =
        [("labels.selections.txt", LabelFormat.Raven), ("labels.txt", LabelFormat.Audacity), ("labels.csv", LabelFormat.Csv)];

    /// <param name="routes">Takes the routes.</param>
    /// <param name="labels">The labels.</param>
    /// <param name="source">The recording.</param>
    public static void Map(Routes routes, LabelStore labels, AudioSource source)
    {
        routes.Add(HttpMethods.Get, "labels", http => Endpoints.Write(http, new LabelsDescription(
            labels.FileName, labels.Notes, [.. labels.All.Select(label => LabelDescription.Of(label.Key, label.Value))])));
        routes.Add(HttpMethods.Post, "labels", http => Put(http, labels, source, null));
        routes.AddNumbered(HttpMethods.Put, "labels/", (http, id) => Put(http, labels, source, id));
        routes.AddNumbered(HttpMethods.Delete, "labels/", (http, id) =>
        {
            (bool isFound, string? fault) = labels.Remove(id);
            return isFound ? Endpoints.Write(http, new FaultAnswer(fault)) : NotFound(http);
        });
        foreach ((string name, LabelFormat format) in Downloads)
            routes.Add(HttpMethods.Get, name, http => Download(http, labels, name, format));
    }

    private static async Task Put(HttpContext http, LabelStore labels, AudioSource source, int? id)
    {
        if (await Endpoints.ReadLabel(http) is not { } wanted) return;
        if (wanted.FaultFor(source) is { } wrong)
        {
            await Endpoints.Refuse(http, wrong);
            return;
        }
        try
        {
            (int? given, string? fault) = labels.Put(id, wanted.Over);
            await (given is null ? NotFound(http) : Endpoints.Write(http, new LabelAnswer(given, fault)));
        }
        catch (ArgumentException cause)
        {
            await Endpoints.Refuse(http, cause.Message);
        }
    }

    private static Task Download(HttpContext http, LabelStore labels, string name, LabelFormat format)
    {
        var text = new StringWriter(CultureInfo.InvariantCulture);
        labels.Write(text, format);
        http.Response.ContentType = format == LabelFormat.Csv ? "text/csv; charset=utf-8" : "text/plain; charset=utf-8";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
        return http.Response.WriteAsync(text.ToString(), Encoding.UTF8, http.RequestAborted);
    }

    private static Task NotFound(HttpContext http) => Endpoints.Refuse(http, "There is no such label.", StatusCodes.Status404NotFound);
}
