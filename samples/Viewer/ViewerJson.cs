using System.Text.Json;
using System.Text.Json.Serialization;

namespace AudioIO.Samples.Viewer;

/// <summary>What goes to the page and comes from it as JSON, written by code that was made with the program: without it, the first answer waits for reflection. What is only written needs no description of its properties at all.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(RecordingDescription))]
[JsonSerializable(typeof(ConditionDescription))]
[JsonSerializable(typeof(LabelsDescription))]
[JsonSerializable(typeof(LabelDescription), GenerationMode = JsonSourceGenerationMode.Default)]
[JsonSerializable(typeof(LabelAnswer))]
[JsonSerializable(typeof(FaultAnswer))]
internal sealed partial class ViewerJson : JsonSerializerContext;

/// <summary>All labels.</summary>
/// <param name="File">Name of their file; null where there is none.</param>
/// <param name="Notes">What was not as it should be in it.</param>
/// <param name="Labels">The labels.</param>
internal sealed record LabelsDescription(string? File, IReadOnlyList<string> Notes, IReadOnlyList<LabelDescription> Labels);

/// <summary>A label was put into its place.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Fault">Why the file could not be written; null where it was.</param>
internal sealed record LabelAnswer(int? Id, string? Fault);

/// <summary>What is wrong with a request, or what did not come of it; null for nothing.</summary>
internal sealed record FaultAnswer(string? Fault);
