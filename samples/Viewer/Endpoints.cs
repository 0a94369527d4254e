using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace AudioIO.Samples.Viewer;

/// <summary>What the page may ask for. None of it names a file: what is read was decided when the program was started.</summary>
internal static class Endpoints
{
    /// <summary>Says how to answer.</summary>
    /// <param name="routes">Takes the routes.</param>
    /// <param name="content">What is answered from.</param>
    public static void Map(Routes routes, ViewerContent content)
    {
        routes.Add(HttpMethods.Get, "recording", http => Write(http, RecordingDescription.Of(content.Recording)));
        routes.Add(HttpMethods.Get, "condition", http => Write(http, ConditionOf(content)));
        routes.Add(HttpMethods.Get, "spectrogram", http => Spectrogram(http, content));
        routes.Add(HttpMethods.Get, "waveform", http => Waveform(http, content));
        routes.Add(HttpMethods.Get, "audio.wav", http => Audio(http, content));
        LabelEndpoints.Map(routes, content.Labels, content.Recording.Source);
    }

    /// <summary>Answers with JSON.</summary>
    public static Task Write<T>(HttpContext http, T value, int status = StatusCodes.Status200OK)
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(value, (JsonTypeInfo<T>)ViewerJson.Default.GetTypeInfo(typeof(T))!);
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.ContentLength = json.Length;
        return http.Response.Body.WriteAsync(json, http.RequestAborted).AsTask();
    }

    /// <summary>Answers that a request means nothing, and why.</summary>
    public static Task Refuse(HttpContext http, string fault, int status = StatusCodes.Status400BadRequest) =>
        Write(http, new FaultAnswer(fault), status);

    /// <summary>Reads the label of a request; null, and an answer that says so, where it is none.</summary>
    public static async Task<LabelDescription?> ReadLabel(HttpContext http)
    {
        try
        {
            if (http.Request.HasJsonContentType() && await http.Request.ReadFromJsonAsync(ViewerJson.Default.LabelDescription, http.RequestAborted) is { } value) return value;
        }
        catch (JsonException)
        {
        }
        await Refuse(http, "Expected JSON.");
        return null;
    }

    private static ConditionDescription ConditionOf(ViewerContent content)
    {
        (double filled, double spectra) = (content.Filled, content.FilledSpectra); // before what filling finds
        AudioSource source = content.Recording.Source;
        return new ConditionDescription(
            [.. source.DamagedRanges.Select(range => (long[])[range.Start, range.Count])],
            [.. source.Diagnostics.Select(entry => entry.Message), .. content.Faults],
            filled, spectra, source.Frames, content.IsLive);
    }

    private static Task Spectrogram(HttpContext http, ViewerContent content)
    {
        var asked = new Asked(http.Request.Query);
        var request = new SpectrogramRequest(
            asked.Small("channel", 0), asked.Small("size"), asked.Whole("step"), asked.Whole("index"), asked.Small("peak", 1) != 0,
            asked.Small("quality", 1 << 20));
        if ((asked.Fault ?? (request.IsPossible(content.Recording.Samples) ? null : "There is no such tile.")) is { } fault)
            return Refuse(http, fault);
        long stop = ((request.Index + 1) * SpectrogramTiles.Columns * request.Step) + request.Size;
        return TileAnswer.Write(http, content, $"spectrogram {request}", stop, request.IsLong, wait =>
        {
            SpectrogramTile tile = content.Spectrograms.Compute(request, wait);
            return new MadeTile(tile.Levels, FormattableString.Invariant($"{tile.Taken}/{tile.Of}"), IsFinal: tile.Taken == tile.Of);
        });
    }

    private static Task Waveform(HttpContext http, ViewerContent content)
    {
        var asked = new Asked(http.Request.Query);
        var request = new WaveformRequest(asked.Whole("step"), asked.Whole("index"), asked.Filtering(content.Recording.Source.Rate));
        if ((asked.Fault ?? (request.IsPossible(content.Recording.Samples) ? null : "There is no such tile.")) is { } fault)
            return Refuse(http, fault);
        // A filter looks ahead as far as it needs to.
        long stop = request.Filtering.IsNone ? (request.Index + 1) * WaveformTiles.Bins * request.Step : long.MaxValue;
        return TileAnswer.Write(http, content, $"waveform {request}", stop, isLong: false, wait =>
        {
            WaveformTile tile = content.Waveforms.Compute(request, wait);
            return new MadeTile(tile.ToBytes(), tile.IsWhole ? "1/1" : "1/2", tile.IsWhole);
        });
    }

    private static async Task Audio(HttpContext http, ViewerContent content)
    {
        AudioSource source = content.Recording.Source;
        var asked = new Asked(http.Request.Query);
        long start = asked.Whole("start"), count = asked.Whole("count");
        int slowness = asked.Small("slowness", 1);
        int[] channels = asked.Smalls("channel");
        if (channels.Length == 0 && source.Channels > 2) channels = [0];
        Filtering filtering = asked.Filtering(source.Rate);
        bool isPossible = start < source.Frames && count > 0 && slowness is >= 1 and <= 100
            && channels.Length <= AudioPieces.MostChannels && channels.All(channel => channel < source.Channels);
        if ((asked.Fault ?? (isPossible ? null : "There is no such piece of the recording.")) is { } fault)
        {
            await Refuse(http, fault);
            return;
        }
        try
        {
            // The stream is disposed of with the answer.
            Stream piece = content.Audio.Open(start, count, slowness, channels, filtering);
            await Results.Stream(piece, "audio/wav", enableRangeProcessing: true).ExecuteAsync(http);
        }
        catch (ArgumentException cause)
        {
            await Refuse(http, cause.Message);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The player has gone elsewhere.
        }
    }
}
