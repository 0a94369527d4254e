using System.Text;
using AudioIO.Tests;
using AudioIO.Tests.Flac;
using Chunks = AudioIO.Tests.MetadataReading.Samples;

namespace AudioIO.Fuzz;

/// <summary>
/// Metadata alone: an input is the content of two chunks or blocks, behind a byte that says which. The file around them is sound, so that
/// nothing of an input is lost on its frame.
/// </summary>
internal sealed class MetadataTarget : FuzzTarget
{
    private static readonly string[] Ids =
        ["bext", "iXML", "guan", "LIST", "wamd", "auxi", "harp", "cue ", "plst", "smpl", "r64m", "CSET", "axml", "id3 ", "fact", "umid"];

    // RFC 9639 §8.1: APPLICATION, SEEKTABLE, VORBIS_COMMENT, CUESHEET, PICTURE.
    private static readonly int[] Types = [2, 3, 4, 5, 6];

    public override string Name => "metadata";

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        Two(0, Chunks.Bext(), 1, Encoding.UTF8.GetBytes(Chunks.IXmlText)), Two(2, Encoding.UTF8.GetBytes(Chunks.GuanoText), 3, Chunks.Info()),
        Two(4, Chunks.Wamd(), 5, Chunks.Auxi()), Two(6, Chunks.Harp(), 7, Chunks.Cue()), Two(8, Chunks.Playlist(), 9, Chunks.Sampler()),
        Two(7, Chunks.Cue(), 3, Chunks.Adtl()), Two(10, Chunks.Markers64(), 11, [0xE4, 4, 49, 0, 7, 0, 1, 0]),
        Two(16, Chunks.Foreign(), 17, new byte[36]), Two(18, Chunks.VorbisComment(), 19, Chunks.CueSheetBlock()), Two(20, Chunks.Picture(), 18, Chunks.VorbisComment()),
    ];

    protected override bool Run(byte[] input, Choices choices)
    {
        if (input.Length < 4) return false;
        int first = input[0] % (Ids.Length + Types.Length), second = input[1] % (Ids.Length + Types.Length);
        int cut = 4 + Math.Min(input[2] | (input[3] << 8), input.Length - 4);
        byte[] file = Build([(first, input[4..cut]), (second, input[cut..])], choices.Next(4));
        using AudioSource source = Files.Open(file, new AudioLoaderOptions { KeepEmptyMetadata = choices.Next(2) == 0 });
        Check.DescribeAll(source);
        // Whatever metadata says, the sound is what it is.
        short[] samples = new short[source.Frames * source.Channels];
        source.Read(0, samples.AsSpan());
        if (samples.AsSpan().ContainsAnyExcept((short)0)) throw new Finding("Metadata changed the samples.");
        return true;
    }

    private static byte[] Build((int Kind, byte[] Content)[] parts, int container)
    {
        if (parts.Any(part => part.Kind >= Ids.Length))
        {
            var flac = new FlacFile { MinBlockSize = 16, MaxBlockSize = 16 };
            flac.Add(new FlacFrameCode { Number = 0, Subframes = [SubframeCode.Constant] }, new int[16]);
            // A block has at most 2^24 − 1 bytes.
            foreach ((int kind, byte[] content) in parts) flac.Metadata.Add((kind >= Ids.Length ? Types[kind - Ids.Length] : 2, content));
            return flac.ToArray();
        }
        WaveBuilder builder = container == 0 ? WaveBuilder.Wave64() : WaveBuilder.Riff(container == 1 ? "RIFX" : "RIFF");
        builder.Format(WaveFormat.Pcm(16)).Chunk(Ids[parts[0].Kind], parts[0].Content).Data(new byte[64]);
        return builder.Chunk(Ids[parts[1].Kind], parts[1].Content).ToArray();
    }

    private static byte[] Two(int first, byte[] content, int second, byte[] other) =>
        [(byte)first, (byte)second, (byte)content.Length, (byte)(content.Length >> 8), .. content, .. other];
}
