using Snapshooter.Xunit;

namespace AudioIO.Tests.MetadataReading;

/// <summary>Files with every kind of chunk, and all that is read from them.</summary>
public sealed class EverythingTests
{
    [Fact]
    public void All_chunks_of_a_WAV_file_are_read_together()
    {
        var file = new DescribedFile { Path = "/data/20200106_010006.wav" }
            .Add("fmt ", new byte[16]).Add("LIST", Samples.Adtl()).Add("bext", Samples.Bext(reference: 69775UL * 48000))
            .Add("iXML", Samples.IXmlText).Add("guan", Samples.GuanoText).Add("data", new byte[64])
            .Add("cue ", Samples.Cue()).Add("plst", Samples.Playlist())
            .Add("smpl", Samples.Sampler()).Add("LIST", Samples.Info()).Add("wamd", Samples.Wamd()).Add("auxi", Samples.Auxi())
            .Add("harp", Samples.Harp()).Add("r64m", Samples.Markers64()).Add("levl", [1, 2, 3]);
        Snapshot.Match(Shown(file.Read(), file.Diagnostics));
    }

    [Fact]
    public void All_blocks_of_a_FLAC_file_are_read_together()
    {
        var file = new DescribedFile("FLAC") { Path = "/data/20200106_010006.flac" }
            .Add("STREAMINFO", new byte[34]).Add("VORBIS_COMMENT", Samples.VorbisComment())
            .Add("CUESHEET", Samples.CueSheetBlock()).Add("PICTURE", Samples.Picture())
            .Add("APPLICATION", Samples.Foreign()).Add("APPLICATION", "test1234").Add("PADDING", new byte[10]);
        Snapshot.Match(Shown(file.Read(), file.Diagnostics));
    }

    private static string Shown(MetadataResult result, IReadOnlyList<Diagnostic> diagnostics)
    {
        IEnumerable<string> lines =
        [
            result.Metadata.ToString(),
            $"Start: {result.StartTime} from {result.StartTime?.Origin}",
            $"Gain: {result.Metadata.Gain}",
            .. result.Markers.Select(marker => marker.ToString()),
            .. result.Metadata.Chunks.Select(chunk => $"{chunk.Id} at {chunk.Position}: {chunk.Length} bytes"),
            .. diagnostics.Select(entry => entry.ToString()),
        ];
        return string.Join('\n', lines);
    }
}
