using System.Globalization;

namespace AudioIO;

/// <summary>The smpl chunk (Microsoft's New Multimedia Data Types and Data Techniques 3.0): what a sampler plays, and its loops.</summary>
internal static class SamplerChunk
{
    private const int LoopLength = 24;

    private static readonly string[] Keys =
        ["Manufacturer", "Product", "SamplePeriod", "MIDIUnityNote", "MIDIPitchFraction", "SMPTEFormat", "SMPTEOffset", "Loops"];

    public static void Read(ReadOnlySpan<byte> bytes, Chunk chunk, MetadataDraft draft)
    {
        MetadataTree tree = draft.Tree;
        MetadataSection section = tree.Section("SMPL", chunk);
        var fields = new FieldReader(bytes, draft.Order);
        uint claimed = 0;
        foreach (string key in Keys)
        {
            if (!fields.TryReadUInt32(out uint value)) return;
            // dwSamplePeriod counts in nanoseconds.
            tree.Add(section, key, value.ToString(CultureInfo.InvariantCulture) + (key == "SamplePeriod" ? " ns" : ""));
            claimed = value;
        }
        // cbSamplerData, the length of what follows the loops.
        fields.TryReadUInt32(out _);
        uint present = (uint)(fields.Remaining / LoopLength);
        if (claimed > present) tree.Report(chunk, $"expected {claimed} loops, found {present}");
        for (uint i = 0; i < Math.Min(claimed, present); i++)
        {
            fields.TryReadUInt32(out uint id);
            fields.TryReadBytes(4, out _);
            fields.TryReadUInt32(out uint start);
            fields.TryReadUInt32(out uint end);
            fields.TryReadBytes(8, out _);
            // dwEnd is the last frame played.
            if (end >= start) draft.Markers.AddLoop(id, start, (long)end - start + 1);
            else tree.Report(chunk, $"expected a loop that ends after frame {start}, found {end}");
        }
    }
}
