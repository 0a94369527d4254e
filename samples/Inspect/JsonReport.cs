using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AudioIO.Samples.Inspect;

/// <summary>The report for other programs.</summary>
internal static class JsonReport
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        // Sections of metadata nest up to 64 deep, each in an object and an array.
        MaxDepth = 160,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // The text goes to a file or a pipe, never into a web page: µ and … may stay what they are.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        // A float recording may hold NaN and infinity, for which JSON has no number.
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static void Write(RecordingReport report, TextWriter output) => output.WriteLine(JsonSerializer.Serialize(report, Options));
}
