using System.Text.Json;
using AudioIO.Samples.Terminal;

namespace AudioIO.Samples.Batch;

/// <summary>What is computed, with all that results depend on: it is a part of the plan, and of its fingerprint.</summary>
internal sealed record JobSettings
{
    /// <summary>Whoever changes what the job computes counts up: results of different versions must not be put together.</summary>
    public const string CurrentProgram = "AudioIO Batch 1";

    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public string Program { get; init; } = CurrentProgram;

    /// <summary>Frames of a minute; the minutes of a stretch are counted from its beginning.</summary>
    public required int MinuteFrames { get; init; }

    /// <summary>Frames of a spectrum.</summary>
    public required int Size { get; init; }

    /// <summary>Frames from one spectrum to the next; divides a minute.</summary>
    public required int Hop { get; init; }

    /// <summary>The bands that have levels.</summary>
    public required FrequencyBand[] Bands { get; init; }

    /// <summary>The band in which events are looked for.</summary>
    public required FrequencyBand EventBand { get; init; }

    /// <summary>Lowest level of an event in dB re a full-scale sine.</summary>
    public required double ThresholdDb { get; init; }

    /// <summary>Largest number of spectra below the threshold that do not end an event.</summary>
    public required int JoinedColumns { get; init; }

    /// <summary>Largest number of spectra of an event; one that goes on is cut, and says so.</summary>
    public required int LongestColumns { get; init; }

    /// <summary>Frames before those of a piece that tell whether an event begins in it.</summary>
    public long FramesBefore => (JoinedColumns + 1L) * Hop;

    /// <summary>Frames behind those of a piece into which its events, and its spectra, may reach.</summary>
    public long FramesAfter => ((JoinedColumns + (long)LongestColumns) * Hop) + Size;

    /// <summary>The largest hop that divides a minute and is no longer than half a spectrum.</summary>
    /// <exception cref="UsageException">There is none that makes sense.</exception>
    public static int HopFor(int minuteFrames, int size)
    {
        int hop = size / 2;
        while (minuteFrames % hop != 0) hop--;
        // Sixteen times the work is no default.
        return hop > size / 32
            ? hop
            : throw new UsageException($"A minute of {minuteFrames} frames cannot be divided into hops of about {size / 2}: choose another --size.");
    }

    /// <summary>The settings as the text that a plan keeps.</summary>
    public string ToJob() => JsonSerializer.Serialize(this, Json);

    /// <summary>The settings of a plan.</summary>
    /// <exception cref="UsageException">The plan was made by another program, or by another version of this one.</exception>
    public static JobSettings Of(WorkPlan plan)
    {
        try
        {
            JobSettings settings = JsonSerializer.Deserialize<JobSettings>(plan.Options.Job, Json) ?? throw new JsonException("null");
            if (settings.Program != CurrentProgram)
                throw new UsageException($"The plan is one of '{settings.Program}', and this is '{CurrentProgram}': make a new one.");
            return settings.IsSound() ? settings : throw new JsonException("numbers that cannot be");
        }
        catch (JsonException fault)
        {
            throw new UsageException($"The plan's job is none of this program: {fault.Message}");
        }
    }

    private bool IsSound() => MinuteFrames > 0 && Size >= 2 && Hop > 0 && MinuteFrames % Hop == 0 && Bands is { Length: > 0 } &&
        double.IsFinite(ThresholdDb) && JoinedColumns >= 0 && LongestColumns >= 1;
}
