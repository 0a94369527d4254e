using System.Text.Json.Serialization;

namespace AudioIO.Samples.Inspect;

/// <summary>
/// All that is known about a recording, as plain data: <see cref="TextReport"/> and <see cref="JsonReport"/> show the same.
/// A new kind of knowledge is a property here, a section of the text, and nothing else.
/// </summary>
internal sealed record RecordingReport
{
    /// <summary>Path of the file, as it was named; null where the recording was made of several.</summary>
    public required string? Path { get; init; }

    /// <summary>Size of all files in bytes.</summary>
    public required long SizeBytes { get; init; }

    public required string Format { get; init; }

    public required AudioEncoding Encoding { get; init; }

    public required int BitsPerSample { get; init; }

    public required int ValidBitsPerSample { get; init; }

    /// <summary>Frames per second in Hz.</summary>
    public required double Rate { get; init; }

    public required int Channels { get; init; }

    /// <summary>Where the channels' loudspeakers stand, in the order of the channels; empty where the file does not say.</summary>
    public required IReadOnlyList<string> Speakers { get; init; }

    public required long Frames { get; init; }

    public required double DurationSeconds { get; init; }

    /// <summary>When the first frame was recorded; null where the recording does not say.</summary>
    public required StartTime? StartTime { get; init; }

    /// <summary>The gain, as the metadata has it; null where it has none.</summary>
    public required Quantity? Gain { get; init; }

    /// <summary>What the recording says beside its samples, section by section; of several files, what the first one says.</summary>
    public required IReadOnlyList<MetadataSection> Metadata { get; init; }

    public required IReadOnlyList<MarkerReport> Markers { get; init; }

    /// <summary>The labels of the file that was named, in its order; null where none was.</summary>
    public IReadOnlyList<LabelReport>? Labels { get; init; }

    /// <summary>The files in their order: one or several.</summary>
    public required IReadOnlyList<FileReport> Files { get; init; }

    /// <summary>How the files follow each other: entry i is the join of files i and i + 1.</summary>
    public required IReadOnlyList<Join> Joins { get; init; }

    /// <summary>Files that were named and are not part of the recording.</summary>
    public required IReadOnlyList<LeftOutReport> LeftOut { get; init; }

    /// <summary>What is not as it should be; of several files, each entry with the path of its file.</summary>
    public required IReadOnlyList<Diagnostic> Diagnostics { get; init; }

    /// <summary>Some samples; null where none were asked for.</summary>
    public SampleExcerpt? Samples { get; init; }

    /// <summary>True where files were checked, or would have been if they held checksums.</summary>
    [JsonIgnore]
    public bool WasVerified { get; init; }

    /// <summary>Gathers what is known about an open recording.</summary>
    /// <param name="options">Which files were named, and what was asked for.</param>
    /// <param name="data">The recording.</param>
    /// <param name="samples">Samples that were read from it; read them first, for reading may add to the diagnostics.</param>
    /// <param name="verifications">What decoding each file has shown; null where that was not asked for.</param>
    /// <param name="labels">Labels that were read for it; null where none were named.</param>
    public static RecordingReport Of(
        InspectOptions options,
        AudioLoader<double> data,
        SampleExcerpt? samples = null,
        IReadOnlyList<FlacVerification?>? verifications = null,
        LabelFile? labels = null)
    {
        AudioInfo info = data.Info;
        ILookup<string, string> named = options.Paths.ToLookup(System.IO.Path.GetFullPath);
        string NameOf(string path) => named[System.IO.Path.GetFullPath(path)].First();
        FileReport[] files =
            [.. data.Files.Select(file => FileReport.Of(file, NameOf(file.Path!), options.Chunks, verifications?[file.Index]))];
        return new RecordingReport
        {
            Path = options.Paths is [string path] ? path : null,
            SizeBytes = files.Sum(file => file.SizeBytes),
            Format = info.Format,
            Encoding = info.Encoding,
            BitsPerSample = info.BitsPerSample,
            ValidBitsPerSample = info.ValidBitsPerSample,
            Rate = info.Rate,
            Channels = info.Channels,
            Speakers = Inspect.Speakers.Of(info.ChannelMask),
            Frames = info.Frames,
            DurationSeconds = info.Frames / info.Rate,
            StartTime = data.StartTime,
            Gain = data.Metadata.Gain,
            Metadata = data.Metadata.Sections,
            Markers = [.. data.Markers.Select(marker => MarkerReport.Of(marker, info.Rate))],
            Labels = labels is null ? null : [.. labels.Labels.Select(label => LabelReport.Of(label, data.Source))],
            Files = files,
            Joins = data.Joins,
            LeftOut = data.Source is ConcatenatedSource several
                ? [.. several.LeftOut.Select(file => new LeftOutReport(NameOf(file.Path), file.Reason.Message))]
                : [],
            // Last: everything above may add to them.
            Diagnostics =
            [
                .. data.Diagnostics.Select(entry => entry with { Path = entry.Path is null ? null : NameOf(entry.Path) }),
                .. labels?.Diagnostics ?? [],
            ],
            Samples = samples,
            WasVerified = verifications is not null,
        };
    }
}
