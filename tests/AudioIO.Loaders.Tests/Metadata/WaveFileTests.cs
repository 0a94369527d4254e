namespace AudioIO.Tests.MetadataReading;

/// <summary>Metadata of whole WAV files, found by walking over their chunks.</summary>
public sealed class WaveFileTests
{
    [Theory]
    [InlineData("RIFF")]
    [InlineData("RIFX")]
    [InlineData("RF64")]
    [InlineData("BW64")]
    [InlineData("Wave64")]
    public void The_same_chunks_are_read_in_every_container_before_and_after_the_audio(string container)
    {
        byte[] audio = Recordings.Counting(5000);
        WaveBuilder builder = WaveBuilder.Of(container);
        if (container is "RF64" or "BW64") builder.Ds64((ulong)audio.Length);
        byte[] cue = new ChunkWriter(builder.Big).UInt32(1).UInt32(1, 0).Text("data").UInt32(0, 0, 1234).ToArray();
        byte[] info = new ChunkWriter(builder.Big).Text("INFO").Child("INAM", "Nachtigall").ToArray();
        builder.Format(WaveFormat.Pcm(16)).Chunk("bext", Samples.Bext(isBigEndian: builder.Big)).Chunk("LIST", info).Data(audio)
            .Chunk("cue ", cue).Chunk("guan", [.. "PET|Gain: 80"u8]);

        MetadataResult result = Read(builder.ToArray());

        Assert.Equal(("Nachtigall", "two owls", "80"), (result.Metadata["Title"], result.Metadata["Description"], result.Metadata["Gain"]));
        Assert.Equal(Expected.Marker(1234, 0, "", ""), Assert.Single(result.Markers));
        Assert.Equal(Expected.Start(new DateTime(2020, 12, 14, 19, 22, 55), null, "BEXT"), result.StartTime);
        Assert.Contains(result.Metadata.Chunks, chunk => chunk.Id == "data" && chunk.Length == audio.Length);
    }

    private static MetadataResult Read(byte[] file)
    {
        using WaveSource source = Recordings.Open(file);
        using var bytes = new StreamByteSource(new MemoryStream(file), leaveOpen: false);
        var log = new DiagnosticLog();
        MetadataResult result = MetadataReader.Read(new MetadataInput
        {
            Bytes = bytes,
            Chunks = source.Chunks,
            Order = new ByteOrder(BigEndian: source.Info.Format == "RIFX"),
            HasGuids = source.Info.Format == "Wave64",
            Rate = source.Info.Rate,
            Frames = source.Info.Frames,
            Log = log,
        });
        Assert.Empty(log.Snapshot());
        return result;
    }
}
