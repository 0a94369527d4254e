using System.Text;
using AudioIO.Tests;
using AudioIO.Tests.MetadataReading;
using ChunkContent = AudioIO.Tests.MetadataReading.Samples;

namespace AudioIO.Samples.Tests;

/// <summary>A WAV file of 4000 frames at 48 kHz that says all that a file can say beside its samples.</summary>
internal static class DescribedWave
{
    public static byte[] Bytes { get; } = Build((uint)Build(0).Length - 8);

    private static byte[] Build(uint size)
    {
        // A comment that would clear the screen, and one in several lines.
        byte[] info = new ChunkWriter().Text("INFO").Child("INAM", "Nachtigall").Child("ICMT", "at the \u001b[2Jriver\tbend")
            .Child("ISBJ", string.Join(' ', Enumerable.Repeat("a long story", 12))).ToArray();
        return WaveBuilder.Riff("RIFF", size).Format(WaveFormat.Pcm(16, 1, 48_000)).Chunk("LIST", info).Chunk("bext", ChunkContent.Bext())
            .Chunk("iXML", Encoding.UTF8.GetBytes(ChunkContent.IXmlText)).Chunk("guan", Encoding.UTF8.GetBytes(ChunkContent.GuanoText))
            .Data(new byte[2 * 4000]).Chunk("cue ", ChunkContent.Cue()).Chunk("plst", ChunkContent.Playlist())
            .Chunk("smpl", ChunkContent.Sampler()).Chunk("LIST", ChunkContent.Adtl()).Chunk("levl", [1, 2, 3]).ToArray();
    }
}
