namespace AudioIO.Tests.MetadataReading;

/// <summary>The content of one sound chunk of each kind.</summary>
internal static class Samples
{
    public const string IXmlText =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <BWFXML>
          <IXML_VERSION>1.61</IXML_VERSION>
          <PROJECT>Nachtigallen &amp; Wölfe</PROJECT>
          <SPEED>
            <TIMESTAMP_SAMPLE_RATE>48000</TIMESTAMP_SAMPLE_RATE>
          </SPEED>
          <TRACK_LIST>
            <TRACK_COUNT>2</TRACK_COUNT>
            <TRACK><CHANNEL_INDEX>1</CHANNEL_INDEX><NAME>left</NAME></TRACK>
            <TRACK><CHANNEL_INDEX>2</CHANNEL_INDEX><NAME>right</NAME></TRACK>
          </TRACK_LIST>
        </BWFXML>
        """;

    public const string GuanoText =
        "GUANO|Version: 1.0\nTimestamp: 2012-03-29T03:58:01+04:00\nPET|Gain: 80\n" +
        "Note: first\\nsecond\nSB|Version: 3.4\nPET|Firmware: 1.0.4 (2009-11-25)\n\n";

    public static byte[] Info() =>
        new ChunkWriter().Text("INFO").Child("INAM", "Nachtigall").Child("ICMT", "at the river").Child("ISFT", "AudioIO").ToArray();

    public static byte[] Bext(
        int version = 2, bool isBigEndian = false, string date = "2020-12-14", string time = "19:22:55", ulong reference = 0)
    {
        byte[] umid = [.. Enumerable.Range(1, 64).Select(i => (byte)i)];
        ChunkWriter chunk = new ChunkWriter(isBigEndian).Text("two owls", 256).Text("Recorder 7", 32).Text("REF", 32)
            .Text(date, 10).Text(time, 8).UInt32((uint)reference, (uint)(reference >> 32)).Int16(version).Bytes(umid);
        // −23.45 LUFS, 7.5 LU, −1.02 dBTP, not measured, −20 LUFS.
        return chunk.Int16(-2345).Int16(750).Int16(-102).Int16(0x7FFF).Int16(-2000).Zeros(180)
            .Text("A=PCM,F=48000\r\nA=FLAC\r\n").ToArray();
    }

    /// <summary>Three points: at dwPosition, at dwSampleOffset, and at both.</summary>
    public static byte[] Cue() => new ChunkWriter().UInt32(3)
        .UInt32(1, 3000).Text("data").UInt32(0, 0, 0)
        .UInt32(2, 0).Text("data").UInt32(0, 0, 1000)
        .UInt32(3, 2000).Text("data").UInt32(0, 0, 2000).ToArray();

    public static byte[] Adtl() => new ChunkWriter().Text("adtl")
        .Child("labl", new ChunkWriter().UInt32(1).Text("owl\0").ToArray())
        .Child("note", new ChunkWriter().UInt32(1).Text("far away\0").ToArray())
        .Child("ltxt", new ChunkWriter().UInt32(2, 500).Text("rgn ").Zeros(8).Text("call\0").ToArray()).ToArray();

    public static byte[] Playlist() => new ChunkWriter().UInt32(2).UInt32(2, 111, 1).UInt32(3, 222, 4).ToArray();

    public static byte[] Sampler() =>
        new ChunkWriter().UInt32(0, 0, 20833, 60, 0, 0, 0, 1, 0).UInt32(9, 0, 100, 199, 0, 0).ToArray();

    public static byte[] VorbisComment() => new ChunkWriter().Counted("reference libFLAC").UInt32(3)
        .Counted("TITLE=Nachtigall").Counted("ARTIST=first").Counted("artist=second = third").ToArray();

    public static byte[] CueSheetBlock() => new ChunkWriter(isBigEndian: true)
        .Text("1234567890123", 128).UInt64(88200).Byte(0x80).Zeros(258).Byte(3)
        .UInt64(0).Byte(1).Text("DEABC2000001").Zeros(14).Byte(1).UInt64(0).Byte(1).Zeros(3)
        .UInt64(5880).Byte(2).Zeros(12).Zeros(14).Byte(2).UInt64(0).Byte(0).Zeros(3).UInt64(588).Byte(1).Zeros(3)
        .UInt64(11760).Byte(170).Zeros(12).Zeros(14).Byte(0).ToArray();

    public static byte[] Picture() => new ChunkWriter(isBigEndian: true)
        .UInt32(3).Counted("image/png").Counted("cover").UInt32(600, 400, 24, 0, 5).Bytes(1, 2, 3, 4, 5).ToArray();

    public static byte[] Foreign() => new ChunkWriter().Text("riff").Child("LIST", Info()).ToArray();

    public static byte[] Wamd(string time = "2014-04-02 22:59:14.123-05:00") => new ChunkWriter()
        .Int16(0).UInt32(2).Int16(1).Field(1, "SM3BAT").Field(2, "SM300123").Field(3, "1.2.6").Field(4, "SITE").Field(5, time)
        .Field(6, "WGS84,27.3888,S,152.8811,E,62.5").Field(10, "by the river").Field(11, "MYOLUC").Field(12, "")
        .Int16(15).UInt32(2).Int16(10).Int16(17).UInt32(3).Bytes(1, 2, 3).Field(0x21, "own").Int16(-1).UInt32(1).Byte(0).ToArray();

    /// <summary>From 09:32:00 to 09:33:30.5 on 2018-04-05, a Thursday.</summary>
    public static byte[] Auxi(int month = 4) => new ChunkWriter()
        .Int16(2018).Int16(month).Int16(4).Int16(5).Int16(9).Int16(32).Int16(0).Int16(0)
        .Int16(2018).Int16(4).Int16(4).Int16(5).Int16(9).Int16(33).Int16(30).Int16(500)
        .UInt32(7100000, 96000000, 0, 192000, 0, 0, 0, 0, 0).ToArray();

    /// <summary>Two raw files of 1000 frames, five minutes apart, then one of the rest after another second.</summary>
    public static byte[] Harp(int version = 1, uint dataPosition = 100, int rate = 48000) => new ChunkWriter()
        .Byte((byte)version).Text("V2.02S", 10).Text("DL37").Text("SOCA").Text("SOCAL_B", 8).Byte(3).Text("12345678").Int16(3)
        .UInt32(unchecked((uint)-11925368), 3221234).Int16(1100).Zeros(8)
        .RawFile(12, 45, 0, 250, dataPosition, rate).RawFile(12, 50, 0, 0, dataPosition + 2000, rate)
        .RawFile(12, 50, 1, 0, dataPosition + 4000, rate).ToArray();

    /// <summary>Header of 16-bit mono at 48 kHz.</summary>
    public static byte[] Format() => new ChunkWriter().Int16(1).Int16(1).UInt32(48000, 96000).Int16(2).Int16(16).ToArray();

    /// <summary>Markers with a label here, a label in adtl, one that is not valid, and one beyond 2^32.</summary>
    public static byte[] Markers64() => new ChunkWriter()
        .Marker64(0b10001, 3000, "Käuzchen", 0).Marker64(0b01001, 1000, "", 1).Marker64(0b00000, 5, "skip", 0)
        .Marker64(0b00001, (1L << 32) + 7, "far", 0).ToArray();
}
