-- Loaded into tshark by capture.sh: prints each IP packet as one short
-- line, and a packet inside a packet as a second, indented one.
--
--   10.0.0.10 > 10.0.0.20     udp 9000    ttl 64 DF   116 bytes
--     172.16.0.2 > 172.16.1.2   ping        ttl 63 DF    84 bytes

-- What socat puts into a datagram is what a tun device hands out: two
-- bytes of flags, two with the packet's ethertype, and the packet.
local tunnel = Proto('tunnel', 'A tun packet in a UDP datagram')

function tunnel.dissector(buffer, info, tree)
  if buffer:len() < 5 then return 0 end
  local ethertype = buffer(2, 2):uint()
  tree:add(tunnel, buffer(0, 4))
  DissectorTable.get('ethertype'):try(ethertype, buffer(4):tvb(), info, tree)
  return buffer:len()
end

DissectorTable.get('udp.port'):add(9000, tunnel)

local source, destination = Field.new('ip.src'), Field.new('ip.dst')
local ttl, bytes, protocol = Field.new('ip.ttl'), Field.new('ip.len'), Field.new('ip.proto')
local whole, more = Field.new('ip.flags.df'), Field.new('ip.flags.mf')
local offset, payload = Field.new('ip.frag_offset'), Field.new('data.data')
local icmp, udp_port, tcp_port = Field.new('icmp.type'), Field.new('udp.dstport'), Field.new('tcp.dstport')

local ICMP_TYPES = {
  [0] = 'pong', [3] = 'unreachable', [5] = 'redirect', [8] = 'ping', [11] = 'ttl expired',
}

-- A fragment after the first holds no header to name it by.
local function kind(number, types, udp, tcp)
  if number == 1 and #types > 0 then
    local type = table.remove(types, 1).value
    return ICMP_TYPES[type] or 'icmp ' .. type
  elseif number == 17 and #udp > 0 then
    return 'udp ' .. table.remove(udp, 1).value
  elseif number == 6 and #tcp > 0 then
    return 'tcp ' .. table.remove(tcp, 1).value
  end
  return ({ [1] = 'icmp', [6] = 'tcp', [17] = 'udp' })[number] or 'proto ' .. number
end

-- The text that send.sh put into a ping: 16 bytes, repeated, the first
-- of them covered by the time. What ping itself fills in is not text.
-- Wireshark may take some of the time out of `data`: count from the end.
local function message(data, packet_bytes)
  if not data then return nil end
  local start = 16 - (packet_bytes - 28 - data.range:len())
  if start < 0 or start + 16 > data.range:len() then return nil end
  return data.range(start, 16):string():match('^%g[%g ]+$')
end

-- Of frames, not of 'ip': that would be called once for each IP header.
local packets = Listener.new('frame', 'ip')

function packets.packet()
  local sources, destinations = { source() }, { destination() }
  local ttls, lengths, numbers = { ttl() }, { bytes() }, { protocol() }
  local wholes, mores, offsets = { whole() }, { more() }, { offset() }
  local types, udp, tcp = { icmp() }, { udp_port() }, { tcp_port() }

  for i = 1, #sources do
    local cut = mores[i].value or offsets[i].value > 0
    local flags = wholes[i].value and 'DF' or cut and 'frag' or ''
    print(('%-28s%-12sttl %2d %-5s %4d bytes'):format(
      ('  '):rep(i - 1) .. tostring(sources[i].value) .. ' > ' .. tostring(destinations[i].value),
      kind(numbers[i].value, types, udp, tcp), ttls[i].value, flags, lengths[i].value))
  end
  local text = message(payload(), lengths[#lengths].value)
  if text then print(('  '):rep(#sources) .. '"' .. text:gsub(' +$', '') .. '"') end
  io.stdout:flush()
end
