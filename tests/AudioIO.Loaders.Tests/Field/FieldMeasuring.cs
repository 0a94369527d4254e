using AudioIO.Tests.Flac;

namespace AudioIO.Tests.Field;

/// <summary>What a file leaves open is measured once, as it is opened whole.</summary>
internal static class FieldMeasuring
{
    public static FieldFile Complete(FieldFile file)
    {
        if (!file.IsMeasured && file.MostLost is null) return file;
        if (!file.Bytes.AsSpan().StartsWith("fLaC"u8)) return Measured(file);
        // Reads it in many ways, which have to agree.
        FlacWays ways = FlacWays.ReadAll(file.Bytes);
        FrameRange[] lost = [.. ways.Damage.Select(d => new FrameRange(d.StartFrame, d.StartFrame + d.FrameCount))];
        FieldFile measured = file with { Frames = ways.Info.Frames, Channels = ways.Info.Channels, Lost = lost, Value = i => ways.Samples[(int)i] };
        if (file.IsMeasured && file.Lost.Count > 0) Assert.Equal(file.Lost, lost);
        if (file.IsMeasured) return measured;
        Assert.Equal(file.Frames, measured.Frames);
        Assert.InRange(ways.FramesLost, 0, file.MostLost!.Value);
        return measured with { Value = i => lost.Any(range => range.Start <= i / file.Channels && i / file.Channels < range.Stop) ? 0 : file.Value(i) };
    }

    private static FieldFile Measured(FieldFile file)
    {
        using AudioSource source = AudioLoader.OpenSource(new MemoryStream(file.Bytes));
        int[] samples = source.ReadAll<int>();
        return file with { Frames = source.Frames, Channels = source.Info.Channels, Value = i => samples[i] };
    }
}
